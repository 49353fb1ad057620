using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// How well edges are found, after the benchmark of Berkeley (Martin, Fowlkes, Malik 2004; Arbelaez, Maire, Fowlkes, Malik 2011): predictions and truths
/// are thinned to lines, cut off at 99 thresholds 0.01 .. 0.99 of the probability, and their pixels matched one to one within a tolerance; higher is better.
/// </summary>
/// <remarks>
/// Predictions are logits [N, 1, H, W], targets [N, 1, H, W] 0 or 1. The benchmark's code thins predictions only and matches at least cost; here truths
/// are thinned in the same way, so that a perfect prediction scores 1, and the matching has as many pairs as there can be.
/// </remarks>
/// <param name="tolerance">Largest distance of a match, as a part of the image's diagonal: 0.0075 is 4.3 pixels of 321 x 481, but 0.6 of 48 x 64, so
/// that small images need more.</param>
public sealed class EdgeScores(double tolerance = 0.0075) : Metric(2 * Thresholds + 3)
{
    private const int Thresholds = 99, Truths = 2 * Thresholds, BestFound = Truths + 1, BestSaid = Truths + 2;

    /// <summary>F of the one threshold that is best for the whole set (optimal data set scale).</summary>
    /// <exception cref="InvalidOperationException">Neither truths nor predictions have an edge.</exception>
    public double OdsF => F(OdsIndex);

    /// <summary>The threshold of <see cref="OdsF"/>.</summary>
    public double OdsThreshold => ThresholdAt(OdsIndex);

    /// <summary>F of the pixels that are found and said where every image has the threshold that is best for it (optimal image scale).</summary>
    /// <exception cref="InvalidOperationException">Neither truths nor predictions have an edge.</exception>
    public double OisF => Mean(2 * Sums[BestFound], Sums[BestSaid] + Sums[Truths]);

    /// <summary>Area under precision over recall, by steps: the mean precision over the recalls that are reached, and 0 beyond.</summary>
    /// <exception cref="InvalidOperationException">No truth has an edge.</exception>
    public double AveragePrecision
    {
        get
        {
            double area = 0, recall = 0;
            for (int k = Thresholds - 1; k >= 0; k--)
            {
                double reached = Mean(Found(k), Sums[Truths]);
                area += reached > recall ? (reached - recall) * Found(k) / Said(k) : 0;
                recall = Math.Max(recall, reached);
            }

            return area;
        }
    }

    /// <inheritdoc/>
    protected override string Configuration => $"tolerance {tolerance}";

    private int OdsIndex => Enumerable.Range(0, Thresholds).MaxBy(F);

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (!prediction.shape.SequenceEqual(target.shape) || target.dim() != 4 || target.shape[1] != 1)
            throw WrongShapes(prediction, target, "[N, 1, H, W] for both");
        var (height, width) = ((int)target.shape[2], (int)target.shape[3]);
        var disc = PixelDisc.Of(tolerance * Math.Sqrt(height * height + width * width));
        double[] said = ToDoubles(sigmoid(prediction.to(ScalarType.Float64))), truth = ToDoubles(target.gt(0.5));
        var images = new (int[] Found, int[] Said, int Truths)[target.shape[0]];
        Parallel.For(0, images.Length, image =>
        {
            var pixels = new Range(image * height * width, (image + 1) * height * width);
            images[image] = Match(said[pixels], truth[pixels], height, width, disc);
        });

        foreach (var image in images)
        {
            for (int k = 0; k < Thresholds; k++)
            {
                Sums[k] += image.Found[k];
                Sums[Thresholds + k] += image.Said[k];
            }

            double OfImage(int k) => image.Said[k] + image.Truths == 0 ? 1 : 2.0 * image.Found[k] / (image.Said[k] + image.Truths);
            int best = Enumerable.Range(0, Thresholds).Reverse().MaxBy(OfImage);
            Sums[Truths] += image.Truths;
            Sums[BestFound] += image.Found[best];
            Sums[BestSaid] += image.Said[best];
        }
    }

    /// <summary>Pixels that are matched and that are said at each threshold, and pixels of the truth, of one image.</summary>
    private static (int[] Found, int[] Said, int Truths) Match(double[] map, double[] truth, int height, int width, (int Row, int Column)[] disc)
    {
        var places = new int[truth.Length];
        int truths = 0;
        var isTrue = Ridges.Of(truth, height, width);
        for (int i = 0; i < places.Length; i++)
            places[i] = isTrue[i] && truth[i] > 0 ? truths++ : -1;

        // Points come in the order of falling thresholds, so that one matching grows through all of them.
        var isRidge = Ridges.Of(map, height, width);
        int[] points = [.. Enumerable.Range(0, map.Length).Where(i => isRidge[i] && map[i] > ThresholdAt(0)).OrderByDescending(i => map[i])];
        var matching = new PointMatching(truths);
        int[] found = new int[Thresholds], said = new int[Thresholds];
        int next = 0;
        for (int k = Thresholds - 1; k >= 0; k--)
        {
            for (; next < points.Length && map[points[next]] > ThresholdAt(k); next++)
            {
                var (y, x) = (points[next] / width, points[next] % width);
                matching.Add([.. disc.Select(step => (Row: y + step.Row, Column: x + step.Column))
                    .Where(at => at.Row >= 0 && at.Row < height && at.Column >= 0 && at.Column < width)
                    .Select(at => places[at.Row * width + at.Column]).Where(place => place >= 0)]);
            }

            (found[k], said[k]) = (matching.Count, next);
        }

        return (found, said, truths);
    }

    private static double ThresholdAt(int k) => (k + 1) / 100.0;

    private double Found(int k) => Sums[k];

    private double Said(int k) => Sums[Thresholds + k];

    /// <summary>The harmonic mean of precision and recall.</summary>
    private double F(int k) => Mean(2 * Found(k), Said(k) + Sums[Truths]);
}
