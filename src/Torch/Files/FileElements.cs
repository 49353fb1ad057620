using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The element types that files may hold.</summary>
static class FileElements
{
    /// <summary>Bytes per element, or 0 for a type that no file may hold.</summary>
    internal static int Size(ScalarType type) => type switch
    {
        ScalarType.Bool or ScalarType.Byte or ScalarType.Int8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => 0,
    };

    /// <summary>The number of bytes of a dense tensor, or -1 if a length is negative or the number does not fit in a long.</summary>
    internal static long Bytes(ScalarType type, ReadOnlySpan<long> shape)
    {
        Int128 bytes = Size(type);
        foreach (var length in shape)
        {
            if (length < 0) return -1;
            bytes *= length;
            if (bytes > long.MaxValue) return shape.Contains(0) ? 0 : -1;
        }
        return (long)bytes;
    }

    /// <summary>True for floating-point and complex numbers.</summary>
    internal static bool HasGradient(ScalarType type) => type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    internal static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
