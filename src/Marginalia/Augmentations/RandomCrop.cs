using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>A piece of the picture, every place equally likely; a picture that is smaller is centred on nothing in that direction.</summary>
/// <param name="height">Rows of the piece.</param>
/// <param name="width">Columns of the piece.</param>
public sealed class RandomCrop(long height, long width) : GeometricAugmentation
{
    private readonly long height = Sizes.Positive(height), width = Sizes.Positive(width);

    /// <inheritdoc/>
    public override View Draw(SeededRandom random, long height, long width)
    {
        long top = random.NextInt64(Math.Max(1, height - this.height + 1)), left = random.NextInt64(Math.Max(1, width - this.width + 1));
        return new(this.height, this.width)
        {
            X0 = width < this.width ? -((this.width - width) / 2) : left,
            Y0 = height < this.height ? -((this.height - height) / 2) : top,
        };
    }
}
