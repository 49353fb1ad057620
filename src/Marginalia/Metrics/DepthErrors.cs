using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Errors of depth, pooled over all pixels whose true depth is known (above 0); lower is better. Predictions and targets are [N, 1, H, W] in metres.
/// </summary>
/// <param name="predictsInverse">Whether the network predicts 1 / depth, as for <see cref="Objectives.Objective.InverseDepth"/>; the errors
/// are those of the depth all the same, predictions that are nearer to 0 than 1 / 1000 m count as 1000 m.</param>
public sealed class DepthErrors(bool predictsInverse = false) : Metric
{
    private double absolute, relative, squared;
    private long count;

    /// <summary>Mean of |p - g|, in metres.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double Absolute => Mean(absolute, count);

    /// <summary>Mean of |p - g| / g.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double Relative => Mean(relative, count);

    /// <summary>Square root of the mean of (p - g)^2 over the pixels of all images, in metres.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double RootMeanSquare => Math.Sqrt(Mean(squared, count));

    /// <inheritdoc/>
    public override void Reset() => (absolute, relative, squared, count) = (0, 0, 0, 0);

    private protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (!prediction.shape.SequenceEqual(target.shape))
            throw WrongShapes(prediction, target, "the same shape");
        var valid = target.gt(0);
        var truth = target.masked_select(valid).to(ScalarType.Float64);
        var said = prediction.masked_select(valid).to(ScalarType.Float64);
        var error = ((predictsInverse ? 1 / said.clamp_min(0.001) : said) - truth).abs();
        absolute += error.sum().ToDouble();
        relative += (error / truth).sum().ToDouble();
        squared += (error * error).sum().ToDouble();
        count += truth.numel();
    }
}
