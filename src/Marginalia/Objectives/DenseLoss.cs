using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>
/// Losses of predictions per pixel, [N, channels, H, W], averaged over the valid pixels of the batch; 0 where there is none. A pixel is valid
/// where the depth is positive and finite, the target's vector finite and not zero, or the label not negative. What stands at other pixels, be it NaN,
/// reaches neither value nor gradient.
/// </summary>
public static class DenseLoss
{
    /// <summary>|prediction - depth| in metres.</summary>
    /// <param name="prediction">Depth [N, 1, H, W] in metres.</param>
    /// <param name="depth">Depth [N, 1, H, W] in metres, 0 where unknown.</param>
    public static Tensor Depth(Tensor prediction, Tensor depth)
    {
        var valid = IsDepth(depth);
        return Mean((prediction.masked_select(valid) - depth.masked_select(valid)).abs());
    }

    /// <summary>
    /// |prediction - 1 / depth| in 1/m: far pixels, the sky too, get small targets (Kendall, Gal, Cipolla 2018, arXiv 1705.07115, section 4.1).
    /// </summary>
    /// <param name="prediction">Inverse depth [N, 1, H, W] in 1/m.</param>
    /// <param name="depth">Depth [N, 1, H, W] in metres, 0 where unknown.</param>
    public static Tensor InverseDepth(Tensor prediction, Tensor depth)
    {
        var valid = IsDepth(depth);
        return Mean((prediction.masked_select(valid) - 1 / depth.masked_select(valid)).abs());
    }

    /// <summary>
    /// The reverse Huber loss of x = prediction - depth: |x| up to c, (x^2 + c^2) / 2c beyond, with c a part of the batch's largest |x|
    /// (Laina et al. 2016, arXiv 1606.00373, section 3.3).
    /// </summary>
    /// <param name="prediction">Depth [N, 1, H, W] in metres.</param>
    /// <param name="depth">Depth [N, 1, H, W] in metres, 0 where unknown.</param>
    /// <param name="part">c / max |x|; c is a constant to the gradient.</param>
    public static Tensor BerHu(Tensor prediction, Tensor depth, double part = 0.2)
    {
        var valid = IsDepth(depth);
        var error = (prediction.masked_select(valid) - depth.masked_select(valid)).abs();
        if (error.numel() == 0)
            return Mean(error);
        var bound = (part * error.detach().max()).clamp_min(1e-12);
        return Mean(where(error.le(bound), error, (error.square() + bound.square()) / (2 * bound)));
    }

    /// <summary>
    /// Of d = prediction - log depth, mean d^2 - lambda (mean d)^2 + weight * mean |grad d|^2 of an image, averaged over images (Eigen, Fergus 2015,
    /// arXiv 1411.4734, equation 1): the factor on all depths of an image counts less, edges of depth more. Gradients are forward differences between
    /// valid pixels; all three sums are divided by the number of valid pixels.
    /// </summary>
    /// <param name="prediction">The natural logarithm of depth in metres [N, 1, H, W].</param>
    /// <param name="depth">Depth [N, 1, H, W] in metres, 0 where unknown.</param>
    /// <param name="lambda">0 .. 1; 1 ignores the factor.</param>
    /// <param name="gradientWeight">Weight of the last term.</param>
    public static Tensor ScaleInvariant(Tensor prediction, Tensor depth, double lambda = 0.5, double gradientWeight = 1)
    {
        var valid = IsDepth(depth);
        var difference = where(valid, prediction, 0) - where(valid, depth, 1).log();
        Tensor OfImages(Tensor perPixel) => perPixel.sum([1L, 2L, 3L]);
        Tensor Steps(int dim)
        {
            long length = depth.shape[dim] - 1;
            var both = valid.narrow(dim, 0, length) & valid.narrow(dim, 1, length);
            return OfImages((difference.narrow(dim, 1, length) - difference.narrow(dim, 0, length)).square() * both);
        }

        var pixels = OfImages(valid.to(prediction.dtype));
        var perPixel = pixels.clamp_min(1);
        var losses = OfImages(difference.square()) / perPixel - lambda * (OfImages(difference) / perPixel).square()
            + gradientWeight * (Steps(2) + Steps(3)) / perPixel;
        return losses.sum() / pixels.gt(0).sum().clamp_min(1);
    }

    /// <summary>1 - the cosine of the angle between prediction and normal, 0 to 2.</summary>
    /// <param name="prediction">Vectors [N, 3, H, W] of any length but 0.</param>
    /// <param name="normal">Unit vectors [N, 3, H, W], 0 where unknown.</param>
    public static Tensor Normals(Tensor prediction, Tensor normal)
    {
        var (said, truth) = SelectVectors(prediction, normal);
        return Mean(1 - (nn.functional.normalize(said, dim: 1) * truth).sum([1L]));
    }

    /// <summary>
    /// |prediction / length - normal|, averaged over pixels and coordinates (as in https://github.com/SimonVandenhende/Multi-Task-Learning-PyTorch).
    /// </summary>
    /// <param name="prediction">Vectors [N, 3, H, W] of any length but 0.</param>
    /// <param name="normal">Unit vectors [N, 3, H, W], 0 where unknown.</param>
    public static Tensor NormalDistance(Tensor prediction, Tensor normal)
    {
        var (said, truth) = SelectVectors(prediction, normal);
        return Mean((nn.functional.normalize(said, dim: 1) - truth).abs());
    }

    /// <summary>
    /// |prediction - centroid| in pixels, averaged over pixels of instances and both coordinates (Kendall, Gal, Cipolla 2018, arXiv 1705.07115,
    /// section 4.2).
    /// </summary>
    /// <param name="prediction">Vectors [N, 2, H, W] from the pixel to its instance's centroid, in pixels.</param>
    /// <param name="centroid">The true vectors [N, 2, H, W]; both 0 outside of instances.</param>
    public static Tensor Centroid(Tensor prediction, Tensor centroid)
    {
        var (said, truth) = SelectVectors(prediction, centroid);
        return Mean((said - truth).abs());
    }

    /// <summary>
    /// The cross-entropy of rare pixels against many: w times that of pixels of 1, and 1 - w times that of pixels of 0.
    /// </summary>
    /// <param name="logits">Scores [N, 1, H, W].</param>
    /// <param name="labels">0 or 1 [N, 1, H, W], below 0 where unknown.</param>
    /// <param name="positiveWeight">w, 0.95 for edges in the survey of Vandenhende et al. 2021, arXiv 2004.13379; null is the batch's part of pixels
    /// of 0 (HED: Xie, Tu 2015, arXiv 1504.06375, equation 2).</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor BalancedBinaryCrossEntropy(Tensor logits, Tensor labels, double? positiveWeight = null)
    {
        if (!logits.shape.SequenceEqual(labels.shape))
            throw new ArgumentException($"BalancedBinaryCrossEntropy: given logits [{string.Join(", ", logits.shape)}] and labels [{string.Join(", ", labels.shape)}]; expected the same shape.");
        var valid = labels.ge(0);
        var (score, truth) = (logits.masked_select(valid), labels.masked_select(valid).ge(0.5).to(logits.dtype));
        var weight = positiveWeight is double given ? full_like(truth, given) : 1 - Mean(truth);
        return Mean((weight * truth + (1 - weight) * (1 - truth)) * nn.functional.binary_cross_entropy_with_logits(score, truth, reduction: nn.Reduction.None));
    }

    private static Tensor IsDepth(Tensor depth) => depth.gt(0) & depth.isfinite();

    /// <summary>Prediction and target of the valid pixels [pixels, channels].</summary>
    private static (Tensor Prediction, Tensor Target) SelectVectors(Tensor prediction, Tensor target)
    {
        var valid = (target.ne(0).any(1) & target.isfinite().all(1)).flatten().nonzero().flatten();
        Tensor Select(Tensor vectors) => vectors.permute(0, 2, 3, 1).flatten(0, 2).index_select(0, valid);
        return (Select(prediction), Select(target));
    }

    private static Tensor Mean(Tensor errors) => errors.sum() / Math.Max(1, errors.numel());
}
