namespace Marginalia.Datasets;

/// <summary>Where a shape lies in an image. Positions are pixels from the upper left corner; the centre of the first pixel is (0.5, 0.5).</summary>
/// <param name="X">Column of the centre.</param>
/// <param name="Y">Row of the centre.</param>
/// <param name="Radius">Pixels per unit of the shape's plane: the radius of a disc.</param>
/// <param name="Angle">Rotation in radians, clockwise in the image.</param>
internal sealed record Pose(double X, double Y, double Radius, double Angle)
{
    private readonly (double Sine, double Cosine) turn = PortableMath.SinCos(Angle);

    /// <summary>From the image to the plane of the shape.</summary>
    public (double U, double V) ToShape(double x, double y)
    {
        double dx = (x - X) / Radius, dy = (y - Y) / Radius;
        return (turn.Cosine * dx + turn.Sine * dy, turn.Cosine * dy - turn.Sine * dx);
    }

    /// <summary>From the plane of the shape to the image.</summary>
    public (double X, double Y) ToImage(double u, double v) =>
        (X + Radius * (turn.Cosine * u - turn.Sine * v), Y + Radius * (turn.Sine * u + turn.Cosine * v));

    /// <summary>The part of a pixel that the shape covers: 0, 1/4, 1/2, 3/4 or 1, of 2 x 2 points.</summary>
    public double Coverage(Shape shape, int column, int row) => Coverage((u, v) => shape.Margin(u, v) > 0, column, row);

    /// <summary>The part of a pixel that an outline covers.</summary>
    public double Coverage(Func<double, double, bool> outline, int column, int row)
    {
        int inside = 0;
        for (int k = 0; k < 4; k++)
        {
            var (u, v) = ToShape(column + 0.25 + 0.5 * (k % 2), row + 0.25 + 0.5 * (k / 2));
            inside += outline(u, v) ? 1 : 0;
        }

        return inside / 4.0;
    }
}
