namespace Marginalia.Datasets;

/// <summary>A colour that a texture moves to and fro.</summary>
/// <param name="Base">Red, green, blue where the texture is 1/2.</param>
/// <param name="Swing">What is added from texture 0 to texture 1.</param>
/// <param name="Pattern">The texture.</param>
internal sealed record Paint(Vector Base, Vector Swing, TexturePattern Pattern)
{
    /// <summary>The colour at a place of the texture's plane that is seen in a pixel.</summary>
    public Vector At(double x, double y, int column, int row) => Base + (Pattern.At(x, y, column, row) - 0.5) * Swing;

    /// <summary>Three numbers of low .. high.</summary>
    public static Vector Colour(SeededRandom random, double low, double high)
    {
        double red = random.NextUniform(low, high), green = random.NextUniform(low, high), blue = random.NextUniform(low, high);
        return new(red, green, blue);
    }

    /// <summary>A unit vector in a random direction.</summary>
    public static Vector Direction(SeededRandom random)
    {
        double x = random.NextBell(), y = random.NextBell(), z = random.NextBell();
        var drawn = new Vector(x, y, z);
        return drawn.Length > 1e-9 ? 1 / drawn.Length * drawn : new(1, 0, 0);
    }

    /// <summary>A colour at a distance of another; where it would leave 0.05 .. 0.95 it lies on the other side.</summary>
    public static Vector Apart(Vector colour, Vector direction, double distance)
    {
        static double Shift(double value, double step) => value + step is >= 0.05 and <= 0.95 ? value + step : value - step;
        return new(
            Shift(colour.X, distance * direction.X), Shift(colour.Y, distance * direction.Y), Shift(colour.Z, distance * direction.Z));
    }
}
