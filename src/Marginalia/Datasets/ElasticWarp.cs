namespace Marginalia.Datasets;

/// <summary>A smooth random displacement of the points of an image, drawn at 4 x 4 control points.</summary>
internal sealed class ElasticWarp
{
    private const int ControlPoints = 4;
    private readonly double amplitude;
    private readonly int size;
    private readonly SmoothNoise right, down;

    /// <summary>Draws the displacements.</summary>
    /// <param name="random">Source of 2 x 16 numbers.</param>
    /// <param name="amplitude">Largest displacement along either axis, in pixels.</param>
    /// <param name="size">Height and width of the image, in pixels.</param>
    public ElasticWarp(SeededRandom random, double amplitude, int size)
    {
        (this.amplitude, this.size) = (amplitude, size);
        (right, down) = (new(random, ControlPoints), new(random, ControlPoints));
    }

    /// <summary>Where the content of the point (x, y) comes from.</summary>
    public (double X, double Y) At(double x, double y) =>
        (x + amplitude * right.At(x / size, y / size), y + amplitude * down.At(x / size, y / size));
}
