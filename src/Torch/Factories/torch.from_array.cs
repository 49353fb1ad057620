namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor with a copy of an array of any rank and of any of the element types that a tensor can have.</summary>
    /// <exception cref="NotSupportedException">The elements are of another type.</exception>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        return rawArray.GetType().GetElementType() switch
        {
            var t when t == typeof(bool) => Copy<bool>(ScalarType.Bool),
            var t when t == typeof(byte) => Copy<byte>(ScalarType.Byte),
            var t when t == typeof(sbyte) => Copy<sbyte>(ScalarType.Int8),
            var t when t == typeof(short) => Copy<short>(ScalarType.Int16),
            var t when t == typeof(int) => Copy<int>(ScalarType.Int32),
            var t when t == typeof(long) => Copy<long>(ScalarType.Int64),
            var t when t == typeof(float) => Copy<float>(ScalarType.Float32),
            var t when t == typeof(double) => Copy<double>(ScalarType.Float64),
            var t => throw new NotSupportedException($"The type {t} is not supported."),
        };

        Tensor Copy<T>(ScalarType type) where T : unmanaged =>
            FromData(Elements<T>(rawArray), Lengths(rawArray), type, dtype, device, requires_grad, names);
    }
}
