using Marginalia.Datasets;

namespace Marginalia.Augmentations;

/// <summary>Turns the camera about its optical axis, by an angle of the uniform law: the picture turns about its centre, and normals turn along.</summary>
/// <param name="maxAngle">Largest angle to either side, in radians.</param>
public sealed class RandomRotation(double maxAngle) : GeometricAugmentation
{
    private readonly double maxAngle = maxAngle is >= 0 and <= Math.PI
        ? maxAngle
        : throw new ArgumentOutOfRangeException(nameof(maxAngle), $"RandomRotation: an angle of {maxAngle} is given; expected radians of 0 .. pi.");

    /// <inheritdoc/>
    public override View Draw(SeededRandom random, long height, long width) => About(random.NextUniform(-maxAngle, maxAngle), height, width);

    /// <summary>The picture turned about its centre, clockwise for a positive angle in radians.</summary>
    internal static View About(double angle, long height, long width)
    {
        var (sine, cosine) = PortableMath.SinCos(angle);
        return new(height, width)
        {
            Map = new(cosine, sine, -sine, cosine),
            Turn = new(cosine, -sine, sine, cosine),
            X0 = (width - cosine * width - sine * height) / 2,
            Y0 = (height + sine * width - cosine * height) / 2,
        };
    }
}
