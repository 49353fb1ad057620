using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// How well the outlines of classes are met: of each class and image, the harmonic mean of the part of the predicted boundary that lies within a
/// tolerance of the true one, and of the part of the true one that lies within it of the predicted (BF: Csurka, Larlus, Perronnin 2013, "What is a good
/// evaluation measure for semantic segmentation?"; SegNet, arXiv 1511.00561, section 4); higher is better.
/// </summary>
/// <remarks>
/// Predictions are scores [N, classes, H, W], targets [N, H, W] of int64. A pixel is on the boundary of its class if one of its four neighbours is of
/// another; pixels of <see cref="ClassificationLoss.Ignore"/> are neither. Classes without a boundary in an image's truth are left out of that image.
/// </remarks>
/// <param name="classes">Number of classes.</param>
/// <param name="tolerance">Largest distance, as a part of the image's diagonal: 0.0075 is 3.4 pixels of 360 x 480, but 0.6 of 48 x 64, so that small
/// images need more.</param>
public sealed class BoundaryF1(int classes, double tolerance = 0.0075) : Metric(2 * classes + 2)
{
    /// <summary>Mean over images of the mean over the image's classes.</summary>
    /// <exception cref="InvalidOperationException">No truth has a boundary.</exception>
    public double Value => Mean(Sums[^2], Sums[^1]);

    /// <summary>Mean of each class over the images that have a boundary of it; NaN where none has.</summary>
    public IReadOnlyList<double> OfClasses => [.. Enumerable.Range(0, classes).Select(c => Sums[2 * c] / Sums[2 * c + 1])];

    /// <inheritdoc/>
    protected override string Configuration => $"{classes} classes, tolerance {tolerance}";

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (prediction.dim() != 4 || target.dim() != 3 || prediction.shape[1] != classes || prediction.shape[0] != target.shape[0]
            || !prediction.shape.AsSpan(2).SequenceEqual(target.shape.AsSpan(1)))
            throw WrongShapes(prediction, target, $"[N, {classes}, H, W] and [N, H, W]");
        double diagonal = Math.Sqrt(target.shape[1] * target.shape[1] + target.shape[2] * target.shape[2]);
        using var disc = Disc(tolerance * diagonal).to(target.device);
        var valid = target.ne(ClassificationLoss.Ignore);
        var (said, truth) = (Boundaries(prediction.argmax(1), valid), Boundaries(target, valid));
        double[] right = Pixels(said * Near(truth, disc)), met = Pixels(truth * Near(said, disc)), ofSaid = Pixels(said), ofTruth = Pixels(truth);
        for (int image = 0; image < target.shape[0]; image++)
        {
            var (sum, count) = (0.0, 0);
            for (int c = 0; c < classes; c++)
            {
                int at = image * classes + c;
                if (ofTruth[at] == 0)
                    continue;
                double precision = ofSaid[at] == 0 ? 0 : right[at] / ofSaid[at], recall = met[at] / ofTruth[at];
                double f = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
                (sum, count) = (sum + f, count + 1);
                Sums[2 * c] += f;
                Sums[2 * c + 1]++;
            }

            if (count == 0)
                continue;
            Sums[^2] += sum / count;
            Sums[^1]++;
        }
    }

    /// <summary>For each class, 1 on its boundary [N, classes, H, W].</summary>
    private Tensor Boundaries(Tensor labels, Tensor valid)
    {
        var known = where(valid, labels, ClassificationLoss.Ignore);
        var (height, width) = (labels.shape[1], labels.shape[2]);
        var boundary = zeros_like(valid);
        void Compare(int dim, long length)
        {
            var (a, b) = (known.narrow(dim, 0, length - 1), known.narrow(dim, 1, length - 1));
            var differs = a.ne(b) & a.ne(ClassificationLoss.Ignore) & b.ne(ClassificationLoss.Ignore);
            boundary.narrow(dim, 0, length - 1).logical_or_(differs);
            boundary.narrow(dim, 1, length - 1).logical_or_(differs);
        }

        Compare(1, height);
        Compare(2, width);
        var classNumbers = arange(classes, device: labels.device).reshape(1, classes, 1, 1);
        return (known.unsqueeze(1).eq(classNumbers) & boundary.unsqueeze(1)).to(ScalarType.Float32);
    }

    /// <summary>1 where a pixel of the map is not farther than the disc reaches.</summary>
    private static Tensor Near(Tensor map, Tensor disc) =>
        nn.functional.conv2d(map.flatten(0, 1).unsqueeze(1), disc, null, padding: [disc.shape[2] / 2, disc.shape[3] / 2]).gt(0.5).view_as(map).to(ScalarType.Float32);

    /// <summary>The pixels within a radius, as a window of ones and zeros [1, 1, side, side].</summary>
    private static Tensor Disc(double radius)
    {
        var steps = PixelDisc.Of(radius);
        int most = steps.Max(step => step.Row);
        var disc = zeros(1, 1, 2 * most + 1, 2 * most + 1);
        foreach (var (row, column) in steps)
            disc[0, 0, most + row, most + column] = 1;
        return disc;
    }

    private static double[] Pixels(Tensor maps) => ToDoubles(maps.sum([2L, 3L]));
}
