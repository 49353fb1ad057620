namespace Marginalia.Datasets;

/// <summary>
/// A smooth random function on the unit square: values uniform on -1 .. 1 at the points of a square lattice, between them blended with
/// 3 t^2 - 2 t^3 along either axis ("value noise"). Its slope is zero at the lattice points.
/// </summary>
internal sealed class SmoothNoise
{
    private readonly double[] values;
    private readonly int points;

    /// <summary>Draws the values, points x points of them.</summary>
    public SmoothNoise(SeededRandom random, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        this.points = points;
        values = new double[points * points];
        for (int i = 0; i < values.Length; i++)
            values[i] = random.NextUniform(-1, 1);
    }

    /// <summary>The value at (x, y), -1 .. 1; (0, 0) is the first lattice point and (1, 1) the last, and outside the edge goes on.</summary>
    public double At(double x, double y)
    {
        var (left, right) = Locate(x);
        var (top, down) = Locate(y);
        int at = top * points + left;
        double upper = values[at] + (values[at + 1] - values[at]) * right;
        double lower = values[at + points] + (values[at + points + 1] - values[at + points]) * right;
        return upper + (lower - upper) * down;
    }

    /// <summary>The lattice cell along one axis, and the weight of its far side.</summary>
    private (int Cell, double Weight) Locate(double position)
    {
        double scaled = Math.Clamp(position, 0, 1) * (points - 1);
        int cell = Math.Min((int)scaled, points - 2);
        double t = scaled - cell;
        return (cell, t * t * (3 - 2 * t));
    }
}
