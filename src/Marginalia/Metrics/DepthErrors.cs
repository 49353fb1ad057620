using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Errors of depth over all pixels whose true depth is known (finite and above 0), of predictions p in metres and truths g (Eigen, Puhrsch, Fergus 2014,
/// arXiv 1406.2283, section 4.3). Unless said otherwise they are pooled over the pixels of all images, and lower is better.
/// </summary>
/// <remarks>
/// Predictions and targets are [N, 1, H, W], targets in metres. Where logarithms or ratios of predictions are taken, those below 1 mm count as 1 mm.
/// </remarks>
/// <param name="form">What the network predicts; the errors are those of the depth all the same.</param>
public sealed class DepthErrors(DepthForm form = DepthForm.Metres) : Metric(1 + (int)Sum.Images)
{
    private const double Smallest = 0.001, Ratio = 1.25;

    private enum Sum
    {
        Absolute, Relative, SquaredRelative, Squared, SquaredLogarithm, Within1, Within2, Within3, Pixels,
        ImageRootMeanSquare, ImageMeanSquaredLogarithm, ImageSquaredMeanLogarithm, Images,
    }

    /// <summary>Mean of |p - g|, in metres.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double Absolute => PerPixel(Sum.Absolute);

    /// <summary>Mean of |p - g| / g.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double Relative => PerPixel(Sum.Relative);

    /// <summary>Mean of (p - g)^2 / g, in metres.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double SquaredRelative => PerPixel(Sum.SquaredRelative);

    /// <summary>Square root of the mean of (p - g)^2 over the pixels of all images, in metres.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double RootMeanSquare => Math.Sqrt(PerPixel(Sum.Squared));

    /// <summary>Square root of the mean of (log p - log g)^2.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double RootMeanSquareLogarithm => Math.Sqrt(PerPixel(Sum.SquaredLogarithm));

    /// <summary>The parts of pixels with max(p / g, g / p) below 1.25, 1.25^2 and 1.25^3; higher is better.</summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public IReadOnlyList<double> Within => [PerPixel(Sum.Within1), PerPixel(Sum.Within2), PerPixel(Sum.Within3)];

    /// <summary>
    /// Mean over images of the root mean square of an image, in metres: what ASTMT reports (arXiv 1904.08918), not the number of the pooled pixels.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double ImageRootMeanSquare => PerImage(Sum.ImageRootMeanSquare);

    /// <inheritdoc/>
    protected override string Configuration => $"{form}";

    /// <summary>
    /// Mean over images of mean d^2 - lambda (mean d)^2 with d = log p - log g: with lambda 1, a factor on all depths of an image costs nothing.
    /// </summary>
    /// <param name="lambda">0 .. 1.</param>
    /// <exception cref="InvalidOperationException">Nothing valid was added.</exception>
    public double ScaleInvariant(double lambda = 1) => PerImage(Sum.ImageMeanSquaredLogarithm) - lambda * PerImage(Sum.ImageSquaredMeanLogarithm);

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (!prediction.shape.SequenceEqual(target.shape) || target.dim() != 4)
            throw WrongShapes(prediction, target, "[N, 1, H, W] for both");
        var valid = target.gt(0) & target.isfinite();
        var truth = where(valid, target.to(ScalarType.Float64), 1);
        var said = where(valid, ToMetres(prediction.to(ScalarType.Float64)), 1);
        var (error, clamped) = (said - truth, said.clamp_min(Smallest));
        var logarithm = (clamped / truth).log();
        var ratio = logarithm.abs().exp();
        double[] OfImages(Tensor perPixel) => ToDoubles((perPixel * valid).sum([1L, 2L, 3L]));

        double[] pixels = OfImages(ones_like(truth)), squared = OfImages(error * error), squaredLogarithm = OfImages(logarithm * logarithm), logarithms = OfImages(logarithm);
        this[Sum.Absolute] += OfImages(error.abs()).Sum();
        this[Sum.Relative] += OfImages(error.abs() / truth).Sum();
        this[Sum.SquaredRelative] += OfImages(error * error / truth).Sum();
        this[Sum.Squared] += squared.Sum();
        this[Sum.SquaredLogarithm] += squaredLogarithm.Sum();
        for (int k = 0; k < 3; k++)
            this[Sum.Within1 + k] += OfImages(ratio.lt(Math.Pow(Ratio, k + 1))).Sum();
        this[Sum.Pixels] += pixels.Sum();
        for (int image = 0; image < pixels.Length; image++)
        {
            if (pixels[image] == 0)
                continue;
            this[Sum.ImageRootMeanSquare] += Math.Sqrt(squared[image] / pixels[image]);
            this[Sum.ImageMeanSquaredLogarithm] += squaredLogarithm[image] / pixels[image];
            this[Sum.ImageSquaredMeanLogarithm] += Math.Pow(logarithms[image] / pixels[image], 2);
            this[Sum.Images]++;
        }
    }

    private Tensor ToMetres(Tensor prediction) => form switch
    {
        DepthForm.Inverse => 1 / prediction.clamp_min(0.001),
        DepthForm.Logarithm => prediction.exp(),
        _ => prediction,
    };

    private ref double this[Sum sum] => ref Sums[(int)sum];

    private double PerPixel(Sum sum) => Mean(this[sum], this[Sum.Pixels]);

    private double PerImage(Sum sum) => Mean(this[sum], this[Sum.Images]);
}
