using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>
/// Losses of predictions per pixel, [N, channels, H, W], averaged over the valid pixels of the batch; 0 where there is none. A pixel is valid
/// where the depth is positive, or the target's vector not zero.
/// </summary>
public static class DenseLoss
{
    /// <summary>|prediction - depth| in metres.</summary>
    /// <param name="prediction">Depth [N, 1, H, W] in metres.</param>
    /// <param name="depth">Depth [N, 1, H, W] in metres, 0 where unknown.</param>
    public static Tensor Depth(Tensor prediction, Tensor depth) => ValidMean((prediction - depth).abs(), depth.gt(0));

    /// <summary>
    /// |prediction - 1 / depth| in 1/m: far pixels, the sky too, get small targets (Kendall, Gal, Cipolla 2018, arXiv 1705.07115, section 4.1).
    /// </summary>
    /// <param name="prediction">Inverse depth [N, 1, H, W] in 1/m.</param>
    /// <param name="depth">Depth [N, 1, H, W] in metres, 0 where unknown.</param>
    public static Tensor InverseDepth(Tensor prediction, Tensor depth) =>
        ValidMean((prediction - 1 / depth).abs(), depth.gt(0));

    /// <summary>1 - the cosine of the angle between prediction and normal, 0 to 2.</summary>
    /// <param name="prediction">Vectors [N, 3, H, W] of any length but 0.</param>
    /// <param name="normal">Unit vectors [N, 3, H, W], 0 where unknown.</param>
    public static Tensor Normals(Tensor prediction, Tensor normal) =>
        ValidMean(1 - (nn.functional.normalize(prediction, dim: 1) * normal).sum([1L], keepdim: true), IsNotZero(normal));

    /// <summary>
    /// |prediction - centroid| in pixels, averaged over pixels of instances and both coordinates (Kendall, Gal, Cipolla 2018, arXiv 1705.07115,
    /// section 4.2).
    /// </summary>
    /// <param name="prediction">Vectors [N, 2, H, W] from the pixel to its instance's centroid, in pixels.</param>
    /// <param name="centroid">The true vectors [N, 2, H, W]; both 0 outside of instances.</param>
    public static Tensor Centroid(Tensor prediction, Tensor centroid) =>
        ValidMean((prediction - centroid).abs().mean([1L], keepdim: true), IsNotZero(centroid));

    private static Tensor IsNotZero(Tensor target) => target.ne(0).any(1, keepdim: true);

    /// <summary>Mean over the valid pixels; neither the value nor the gradient sees what stands at others, be it infinite.</summary>
    private static Tensor ValidMean(Tensor errors, Tensor valid) =>
        errors.masked_select(valid).sum() / valid.sum().clamp_min(1);
}
