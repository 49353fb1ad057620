using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The limits of types of real numbers, as PyTorch's finfo gives them.</summary>
static class Precision
{
    /// <summary>The distance from 1 to the next larger number.</summary>
    internal static double Epsilon(ScalarType type) => type switch
    {
        ScalarType.Float16 => 1d / 1024,
        ScalarType.BFloat16 => 1d / 128,
        ScalarType.Float32 => 1.1920928955078125e-7,
        _ => 2.220446049250313e-16,
    };

    /// <summary>The smallest positive number that is not subnormal.</summary>
    internal static double Tiny(ScalarType type) => type switch
    {
        ScalarType.Float16 => 6.103515625e-5,
        ScalarType.BFloat16 or ScalarType.Float32 => 1.1754943508222875e-38,
        _ => 2.2250738585072014e-308,
    };

    /// <summary>The largest number.</summary>
    internal static double Largest(ScalarType type) => type switch
    {
        ScalarType.Float16 => 65504,
        ScalarType.BFloat16 => 3.3895313892515355e38,
        ScalarType.Float32 => float.MaxValue,
        _ => double.MaxValue,
    };
}
