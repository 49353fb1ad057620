namespace Marginalia.Datasets;

/// <summary>The shapes as functions of the plane, u to the right and v downwards, scaled to an area of about pi.</summary>
internal static class ShapeOutline
{
    private const double HalfRoot3 = 0.8660254037844386;

    /// <summary>Positive inside the shape, negative outside.</summary>
    public static double Margin(this Shape shape, double u, double v)
    {
        switch (shape)
        {
            case Shape.Disc:
                return 1 - Length(u, v);
            case Shape.Square:
                return 0.886 - Math.Max(Math.Abs(u), Math.Abs(v));
            case Shape.Triangle: // sides with normals at 90, 210 and 330 degrees
                return 0.7777 - Math.Max(v, HalfRoot3 * Math.Abs(u) - 0.5 * v);
            case Shape.Star: // radius 0.95 (1 + 0.42 cos 5t); cos 5t is a polynomial of cos t = u / r
                double r = Length(u, v), c = r > 0 ? u / r : 1, square = c * c;
                return 0.95 * (1 + 0.42 * c * (5 + square * (16 * square - 20))) - r;
            case Shape.Plus:
                double across = Math.Abs(u), up = Math.Abs(v);
                return Math.Max(Math.Min(0.4 - across, 1.2 - up), Math.Min(1.2 - across, 0.4 - up));
            case Shape.Ring:
                double radius = Length(u, v);
                return Math.Min(1.18 - radius, radius - 0.62);
            case Shape.HalfDisc:
                return Math.Min(1.414 - Length(u, v + 0.6), v + 0.6);
            case Shape.Bar:
                return Math.Min(1.535 - Math.Abs(u), 0.5117 - Math.Abs(v));
            case Shape.Crescent:
                return Math.Min(1.28 - Length(u - 0.2, v), Length(u - 0.95, v) - 0.95);
            case Shape.Ell:
                double x = u + 0.45, y = v + 0.45, near = Math.Min(x, y) + 0.7;
                return Math.Min(near, Math.Max(Math.Min(0.1 - x, 1.65 - y), Math.Min(1.65 - x, 0.1 - y)));
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "Shape: expected one of its named values.");
        }
    }

    /// <summary>No point of the shape is further from the origin.</summary>
    public static double Reach(this Shape shape) => shape switch
    {
        Shape.Disc => 1,
        Shape.Square => 1.254,
        Shape.Triangle => 1.556,
        Shape.Star => 1.35,
        Shape.Plus => 1.265,
        Shape.Ring => 1.18,
        Shape.HalfDisc => 1.537,
        Shape.Bar => 1.619,
        Shape.Crescent => 1.424,
        Shape.Ell => 1.666,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Shape: expected one of its named values."),
    };

    private static double Length(double u, double v) => Math.Sqrt(u * u + v * v);
}
