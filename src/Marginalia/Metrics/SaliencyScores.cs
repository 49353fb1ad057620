using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// How well salient pixels are found, at the best of the 15 thresholds 0.2, 0.25 .. 0.9 of the probability (Maninis, Radosavovic, Kokkinos 2019, ASTMT,
/// arXiv 1904.08918); precision, recall and intersection over union are those of an image, averaged over images. Higher is better.
/// </summary>
/// <remarks>
/// Predictions are logits [N, 1, H, W], targets [N, 1, H, W] 0 or 1, below 0 where unknown. An image without a salient pixel has the intersection over
/// union 1 where none is predicted, and precision and recall 0.
/// </remarks>
/// <param name="betaSquared">Weight of recall against precision in F: 1 in multi-task learning, 0.3 in papers on saliency.</param>
public sealed class SaliencyScores(double betaSquared = 1) : Metric(3 * Thresholds + 1)
{
    private const int Thresholds = 15;

    /// <summary>The best threshold's mean intersection over union.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double MeanIoU => Enumerable.Range(0, Thresholds).Max(k => Mean(Sums[k], Sums[^1]));

    /// <summary>The best threshold's (1 + b) P R / (b P + R) of mean precision P and mean recall R, with b of beta squared.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public double MaxF => Enumerable.Range(0, Thresholds).Max(k =>
    {
        double precision = Mean(Sums[Thresholds + k], Sums[^1]), recall = Mean(Sums[2 * Thresholds + k], Sums[^1]);
        return precision + recall == 0 ? 0 : (1 + betaSquared) * precision * recall / (betaSquared * precision + recall);
    });

    /// <inheritdoc/>
    protected override string Configuration => $"beta squared {betaSquared}";

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (!prediction.shape.SequenceEqual(target.shape) || target.dim() != 4 || target.shape[1] != 1)
            throw WrongShapes(prediction, target, "[N, 1, H, W] for both");
        var thresholds = linspace(0.2, 0.9, Thresholds, ScalarType.Float64, prediction.device).reshape(1, Thresholds, 1, 1);
        var valid = target.ge(0);
        var said = sigmoid(prediction.to(ScalarType.Float64)).gt(thresholds) & valid;
        var truth = target.gt(0.5) & valid;
        double[] Count(Tensor pixels) => ToDoubles(pixels.sum([2L, 3L]));
        double[] both = Count(said & truth), either = Count(said | truth), ofSaid = Count(said), ofTruth = Count(truth);
        for (int image = 0; image < ofTruth.Length; image++)
            for (int k = 0; k < Thresholds; k++)
            {
                int at = image * Thresholds + k;
                Sums[k] += either[at] == 0 ? 1 : both[at] / either[at];
                Sums[Thresholds + k] += ofSaid[at] == 0 ? 0 : both[at] / ofSaid[at];
                Sums[2 * Thresholds + k] += ofTruth[image] == 0 ? 0 : both[at] / ofTruth[image];
            }

        Sums[^1] += ofTruth.Length;
    }
}
