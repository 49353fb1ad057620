using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>The middle of the picture, for evaluation; a picture that is smaller is centred on nothing in that direction. Nothing is random.</summary>
/// <param name="height">Rows of the middle.</param>
/// <param name="width">Columns of the middle.</param>
public sealed class CentreCrop(long height, long width) : GeometricAugmentation
{
    private readonly long height = Sizes.Positive(height), width = Sizes.Positive(width);

    /// <inheritdoc/>
    public override View Draw(SeededRandom random, long height, long width) => new(this.height, this.width)
    {
        X0 = Math.Floor((width - this.width) / 2.0),
        Y0 = Math.Floor((height - this.height) / 2.0),
    };
}
