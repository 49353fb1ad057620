using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A tensor's elements as text, one by one, and how the lines around them are made.</summary>
sealed class TensorText(Tensor tensor, string? format, int? width, CultureInfo? culture, string? newLine)
{
    readonly Func<long, string> element = Reader(tensor.detach(), format ?? "g5", culture ?? CultureInfo.InvariantCulture);

    internal long[] Shape { get; } = tensor.shape;

    internal int Width { get; } = width ?? 100;

    internal string NewLine { get; } = newLine ?? "\n";

    /// <summary>The element at a place in row-major order.</summary>
    internal string this[long place] => element(place);

    static Func<long, string> Reader(Tensor tensor, string format, CultureInfo culture)
    {
        return tensor.dtype switch
        {
            ScalarType.Float64 => Numbers<double>(tensor, format),
            ScalarType.Float32 => Numbers<float>(tensor, format),
            ScalarType.Float16 or ScalarType.BFloat16 => Numbers<float>(tensor.to(ScalarType.Float32), format),
            ScalarType.Bool => tensor.data<bool>() is var data ? place => data[place].ToString() : null!,
            _ => Numbers<long>(tensor.to(ScalarType.Int64), null),
        };

        Func<long, string> Numbers<T>(Tensor numbers, string? numberFormat) where T : unmanaged, IFormattable
        {
            var data = numbers.data<T>();
            return place => data[place].ToString(numberFormat, culture);
        }
    }
}
