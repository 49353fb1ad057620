using Marginalia.Charts.Drawing;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>Range and mean of the finite values of a tensor, and how many are not.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Min">The smallest finite one.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Max">The largest.</param>
/// <param name="NaN">Values that are no number.</param>
/// <param name="Infinite">Infinite values.</param>
internal sealed record TensorStatistics(long Count, double Min, double Mean, double Max, long NaN, long Infinite)
{
    /// <summary>The statistics of a tensor of real numbers with at least one value; null for others.</summary>
    public static TensorStatistics? Of(Tensor tensor)
    {
        if (tensor.is_complex())
            return null;
        var count = tensor.numel();
        long nan = 0, infinite = 0;
        if (tensor.is_floating_point())
        {
            nan = (long)Number(tensor.isnan().sum());
            infinite = (long)Number(tensor.isinf().sum());
            if (nan + infinite == count)
                return new(count, double.NaN, double.NaN, double.NaN, nan, infinite);
            if (nan + infinite > 0)
                tensor = tensor.masked_select(tensor.isfinite());
        }
        else if (tensor.dtype == ScalarType.Bool)
            tensor = tensor.to(ScalarType.Byte);
        return new(count, Number(tensor.min()), Number(tensor.sum(ScalarType.Float64)) / (count - nan - infinite), Number(tensor.max()), nan, infinite);
    }

    /// <summary>In a line.</summary>
    public override string ToString()
    {
        var text = Count == 1 ? "1 value" : $"{Numbers.Fixed(Count, 0)} values";
        if (Count > 1 && !double.IsNaN(Mean))
            text += $" · min {Short(Min)} · mean {Short(Mean)} · max {Short(Max)}";
        return text + (NaN > 0 ? $" · {NaN} NaN" : "") + (Infinite > 0 ? $" · {Infinite} infinite" : "");
    }

    static string Short(double value) => Numbers.Short(value).Replace('-', '\u2212');

    static double Number(Tensor scalar) => scalar.to(ScalarType.Float64).cpu().item<double>();
}
