using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>The part of answers that are right; higher is better.</summary>
/// <remarks>
/// Predictions are scores: [N, classes] for targets [N] of int64, of which the largest counts; or one logit per answer, [N] or [N, 1] for targets
/// of 0 and 1, where a positive one says 1.
/// </remarks>
public sealed class Accuracy() : Metric(sums: 2)
{
    /// <summary>Right answers / answers, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double Value => Mean(Right, Count);

    private ref double Right => ref Sums[0];

    private ref double Count => ref Sums[1];

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        bool isBinary = prediction.numel() == target.numel();
        if (!isBinary && (prediction.dim() != 2 || target.dim() != 1 || prediction.shape[0] != target.shape[0]))
            throw WrongShapes(prediction, target, "[N, classes] and [N], or one logit per target");
        var answers = isBinary ? prediction.gt(0).view_as(target) : prediction.argmax(1);
        Right += answers.eq(target).sum().ToInt64();
        Count += target.numel();
    }
}
