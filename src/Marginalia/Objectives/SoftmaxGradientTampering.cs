using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>
/// Cross-entropy whose backward pass takes flatter probabilities than the forward pass (Das et al. 2021, "Softmax Gradient Tampering:
/// Decoupling the Backward Pass for Improved Fitting", arXiv 2111.12495).
/// </summary>
/// <remarks>
/// The probabilities p of the gradient (p - y) / N are replaced by p^alpha / sum p^alpha, which is softmax(alpha logits). So the gradient is that of
/// <c>CrossEntropy(alpha logits) / alpha</c>; only the reported value differs. It suits any balancer that takes losses or gradients.
/// </remarks>
public static class SoftmaxGradientTampering
{
    /// <summary>
    /// Value: the mean cross-entropy over the labels other than <see cref="ClassificationLoss.Ignore"/>; 0 where there is none. Gradient:
    /// (softmax(alpha logits) - y) / N at these, 0 at the others.
    /// </summary>
    /// <param name="logits">Scores [N, classes] or [N, classes, H, W].</param>
    /// <param name="labels">Classes [N] or [N, H, W], int64.</param>
    /// <param name="alpha">1 is the plain gradient; below 1, right answers keep a larger one. At 0 every class counts alike.</param>
    /// <param name="smoothing">Part of y that is spread evenly over all classes (label smoothing), 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is negative or not finite, or the smoothing lies outside 0 .. 1.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, double alpha, double smoothing = 0)
    {
        if (!(alpha >= 0 && double.IsFinite(alpha) && smoothing is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), $"SoftmaxGradientTampering: alpha {alpha} and smoothing {smoothing} are given; expected alpha >= 0 and smoothing 0 .. 1.");

        var z = logits.detach();
        var valid = labels.ne(ClassificationLoss.Ignore);
        var count = valid.sum().clamp_min(1);
        var value = nn.functional.cross_entropy(
            z, labels, ignore_index: ClassificationLoss.Ignore, reduction: nn.Reduction.Sum, label_smoothing: smoothing) / count;

        // sum_c z_c (p'_c - y_c), with p' a constant: linear in z, so that its gradient is p' - y.
        var atLabel = logits.gather(1, labels.clamp_min(0).unsqueeze(1)).squeeze(1);
        var lever = (logits * (alpha * z).softmax(1)).sum(dim: 1) - (1 - smoothing) * atLabel - smoothing * logits.mean([1L]);
        var surrogate = lever.masked_select(valid).sum() / count;
        return value + (surrogate - surrogate.detach());
    }
}
