using System.Globalization;
using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A tensor's elements as text, one by one, and how the lines around them are made.</summary>
sealed class TensorText(Tensor tensor, string? format, int? width, CultureInfo? culture, string? newLine)
{
    readonly Func<long, string> element = Reader(Plain(tensor), format ?? PrintOptions.Format, culture ?? CultureInfo.InvariantCulture);

    internal long[] Shape { get; } = tensor.shape;

    internal int Width { get; } = width ?? PrintOptions.Width;

    internal string NewLine { get; } = newLine ?? PrintOptions.NewLine;

    /// <summary>The element at a place in row-major order.</summary>
    internal string this[long place] => element(place);

    /// <summary>Outside of the graph, with all elements in memory, as the numbers that they stand for.</summary>
    static Tensor Plain(Tensor tensor)
    {
        var plain = tensor.detach();
        return plain.is_sparse ? plain.to_dense() : plain.is_quantized() ? plain.dequantize() : plain;
    }

    static Func<long, string> Reader(Tensor tensor, string format, CultureInfo culture)
    {
        return tensor.dtype switch
        {
            ScalarType.Float64 => Numbers<double>(tensor, format),
            ScalarType.Float32 => Numbers<float>(tensor, format),
            ScalarType.Float16 or ScalarType.BFloat16 => Numbers<float>(tensor.to(ScalarType.Float32), format),
            ScalarType.ComplexFloat32 => Complexes(tensor.to(ScalarType.ComplexFloat64)),
            ScalarType.ComplexFloat64 => Complexes(tensor),
            ScalarType.Bool => tensor.data<bool>() is var data ? place => data.At(place).ToString() : null!,
            _ => Numbers<long>(tensor.to(ScalarType.Int64), null),
        };

        Func<long, string> Numbers<T>(Tensor numbers, string? numberFormat) where T : unmanaged, IFormattable
        {
            var data = numbers.data<T>();
            return place => data.At(place).ToString(numberFormat, culture);
        }

        Func<long, string> Complexes(Tensor numbers)
        {
            var data = numbers.data<Complex>();
            return place => $"{data.At(place).Real.ToString(format, culture)}+{data.At(place).Imaginary.ToString(format, culture)}i";
        }
    }
}
