using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>Losses of classifications, of whole images or per pixel.</summary>
public static class ClassificationLoss
{
    /// <summary>The label of what is not to be learned or measured.</summary>
    public const long Ignore = -1;

    /// <summary>
    /// -log softmax(logits)[label], averaged over the labels other than <see cref="Ignore"/>; 0 where there is none.
    /// </summary>
    /// <param name="logits">Scores [N, classes] or [N, classes, H, W].</param>
    /// <param name="labels">Classes [N] or [N, H, W], int64.</param>
    /// <param name="weights">Weight of each class in the average, for example <see cref="ClassWeights.MedianFrequency"/>; null is 1 each.</param>
    /// <exception cref="ArgumentException">There is not one weight per class.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, IReadOnlyList<double>? weights = null)
    {
        if (weights is not null && weights.Count != logits.shape[1])
            throw new ArgumentException($"CrossEntropy: {weights.Count} weights are given for {logits.shape[1]} classes; expected one each.", nameof(weights));
        var weight = weights is null ? null : tensor(weights.ToArray(), logits.dtype, logits.device);
        var sum = nn.functional.cross_entropy(logits, labels, weight, ignore_index: Ignore, reduction: nn.Reduction.Sum);
        var valid = labels.ne(Ignore);
        var total = weight is null ? valid.sum().to(logits.dtype) : weight[labels.masked_select(valid)].sum();
        return sum / total.clamp_min(1e-30);
    }

    /// <summary>-log of the probability sigmoid(+-logit) that is given to the truth, averaged over all entries.</summary>
    /// <param name="logits">One score per answer, any shape.</param>
    /// <param name="labels">0 or 1 for each, of any type and of the same shape but for dimensions of 1.</param>
    /// <exception cref="ArgumentException">The numbers of entries differ.</exception>
    public static Tensor BinaryCrossEntropy(Tensor logits, Tensor labels)
    {
        if (logits.numel() != labels.numel())
            throw new ArgumentException(
                $"BinaryCrossEntropy: given logits [{string.Join(", ", logits.shape)}] and labels [{string.Join(", ", labels.shape)}]; "
                + "it needs one label per logit, so a head of 1 output.");
        return nn.functional.binary_cross_entropy_with_logits(logits, labels.to(logits.dtype).view_as(logits));
    }
}
