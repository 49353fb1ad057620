using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>
/// A zoom about a random place, at the picture's own size: everything looks s times larger, so it is taken to be s times nearer, and depths are divided
/// by s (Eigen, Fergus 2015, arXiv 1411.4734). The training sets of multi-task papers take s of 1, 1.2, 1.5 (Liu et al. 2019, arXiv 1803.10704).
/// </summary>
/// <param name="scales">The zooms s, all at least 1 and equally likely; null is 1, 1.2, 1.5.</param>
public sealed class RandomScaleCrop(IReadOnlyList<double>? scales = null) : GeometricAugmentation
{
    private readonly IReadOnlyList<double> scales = scales is null ? [1, 1.2, 1.5]
        : scales.Count > 0 && scales.All(scale => scale is >= 1 and < double.PositiveInfinity) ? scales
        : throw new ArgumentException($"RandomScaleCrop: scales {string.Join(", ", scales)} are given; expected one or more numbers of at least 1.");

    /// <inheritdoc/>
    public override View Draw(SeededRandom random, long height, long width)
    {
        double scale = scales[(int)random.NextInt64(scales.Count)], down = random.NextDouble(), right = random.NextDouble();
        double rows = height / scale, columns = width / scale;
        return new(height, width)
        {
            Map = new(1 / scale, 0, 0, 1 / scale), X0 = right * (width - columns), Y0 = down * (height - rows), Zoom = scale,
        };
    }
}
