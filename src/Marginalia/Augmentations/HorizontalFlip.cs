using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>Exchanges left and right with a probability: a normal's x changes its sign.</summary>
/// <param name="probability">How often, 0 .. 1.</param>
/// <param name="keypointPairs">Rows of keypoints that mean left and right of one thing and change places too; null is none.</param>
public sealed class HorizontalFlip(double probability = 0.5, IReadOnlyList<(int Left, int Right)>? keypointPairs = null) : GeometricAugmentation
{
    private static readonly Matrix2 Mirror = new(-1, 0, 0, 1);

    private readonly double probability = probability is >= 0 and <= 1
        ? probability
        : throw new ArgumentOutOfRangeException(nameof(probability), $"HorizontalFlip: a probability of {probability} is given; expected 0 .. 1.");

    /// <inheritdoc/>
    public override View Draw(SeededRandom random, long height, long width) => random.NextDouble() < probability
        ? new(height, width) { Map = Mirror, Turn = Mirror, X0 = width, SwappedKeypoints = keypointPairs ?? [] }
        : new(height, width);
}
