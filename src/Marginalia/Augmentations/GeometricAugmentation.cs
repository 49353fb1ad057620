using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>
/// A random <see cref="View"/> of an example. Images are interpolated linearly, from means of pixels where a new pixel covers several, and black
/// outside the old picture. Targets take the value of the nearest old pixel, so that no value is made up, and what stands for nothing outside. A zoom
/// by s divides depths by s and multiplies disparities by it (Eigen, Fergus 2015, arXiv 1411.4734); normals turn with the picture and become those
/// of the surface that is nearer, in proportion to (n_x, n_y, s n_z); vectors, boxes and keypoints move along. A box is cut at the borders, and a
/// keypoint outside is unknown.
/// </summary>
public abstract class GeometricAugmentation : Augmentation
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The example has no tensor per pixel, or its tensors differ in height and width.</exception>
    public sealed override Sample Apply(Sample sample, IReadOnlyList<Field> fields, SeededRandom random)
    {
        var (height, width) = Warp.SizeOf(sample, fields);
        return Warp.Apply(sample, fields, Draw(random, height, width));
    }

    /// <summary>Draws the view of a picture; always the same number of random numbers.</summary>
    /// <param name="random">Where everything random comes from.</param>
    /// <param name="height">Rows of the old picture.</param>
    /// <param name="width">Columns of the old picture.</param>
    public abstract View Draw(SeededRandom random, long height, long width);
}
