namespace TorchSharp;

public static partial class torch
{
    /// <summary>The limits of a floating-point type.</summary>
    public struct FInfo
    {
        /// <summary>The size of a number in bits.</summary>
        public int bits;

        /// <summary>The distance from 1 to the next number.</summary>
        public double eps;

        /// <summary>The largest finite number.</summary>
        public double max;

        /// <summary>The least finite number.</summary>
        public double min;

        /// <summary>The power of ten that is about the precision of decimals.</summary>
        public double resolution;

        /// <summary>The smallest positive number of full precision.</summary>
        public double smallest_normal;

        /// <summary>The same as smallest_normal.</summary>
        public double tiny;
    }

    /// <summary>The limits of the default type.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>The limits of a floating-point type, or of the parts of a complex type.</summary>
    /// <exception cref="ArgumentException"><paramref name="dtype"/> is neither.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => Limits(16, 5, 10, 1e-3),
        ScalarType.BFloat16 => Limits(16, 8, 7, 1e-2),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => Limits(32, 8, 23, 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => Limits(64, 11, 52, 1e-15),
        _ => throw new ArgumentException($"finfo is about floating-point types, not {dtype}.", nameof(dtype)),
    };

    static FInfo Limits(int bits, int exponentBits, int fractionBits, double resolution)
    {
        var bias = (1 << exponentBits - 1) - 1;
        var (eps, normal) = (Math.ScaleB(1, -fractionBits), Math.ScaleB(1, 1 - bias));
        var max = Math.ScaleB(2 - eps, bias);
        return new() { bits = bits, eps = eps, max = max, min = -max, resolution = resolution, smallest_normal = normal, tiny = normal };
    }
}
