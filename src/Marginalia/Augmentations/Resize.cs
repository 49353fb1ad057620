using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>
/// The whole picture at another size. It is only sampled anew: depths and normals stay as they are, and intrinsics scale. Nothing is random.
/// </summary>
/// <param name="height">Rows of the new picture.</param>
/// <param name="width">Columns of the new picture.</param>
public sealed class Resize(long height, long width) : GeometricAugmentation
{
    private readonly long height = Sizes.Positive(height), width = Sizes.Positive(width);

    /// <inheritdoc/>
    public override View Draw(SeededRandom random, long height, long width) =>
        new(this.height, this.width) { Map = new((double)width / this.width, 0, 0, (double)height / this.height) };
}
