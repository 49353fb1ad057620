using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Angles between predicted and true surface normals, pooled over all pixels whose normal is known (not zero). Predictions and targets are
/// [N, 3, H, W], of any length.
/// </summary>
public sealed class NormalErrors : Metric
{
    private static readonly double[] Thresholds = [11.25, 22.5, 30];
    private readonly long[] within = new long[Thresholds.Length];
    private double sum;
    private long count;

    /// <summary>Mean angle in degrees; lower is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double MeanAngle => Mean(sum, count);

    /// <summary>The part of pixels with an angle below 11.25, 22.5 and 30 degrees; higher is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public IReadOnlyList<double> Within => [.. within.Select(n => Mean(n, count))];

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(within);
        (sum, count) = (0, 0);
    }

    private protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (!prediction.shape.SequenceEqual(target.shape) || prediction.dim() != 4 || prediction.shape[1] != 3)
            throw WrongShapes(prediction, target, "[N, 3, H, W] for both");
        static Tensor Unit(Tensor vectors) => nn.functional.normalize(vectors.to(ScalarType.Float64), dim: 1);
        var cosine = (Unit(prediction) * Unit(target)).sum([1L]);
        var angle = cosine.clamp(-1, 1).acos().masked_select(target.ne(0).any(1)) * (180 / Math.PI);
        sum += angle.sum().ToDouble();
        for (int i = 0; i < Thresholds.Length; i++)
            within[i] += angle.lt(Thresholds[i]).sum().ToInt64();
        count += angle.numel();
    }
}
