namespace Marginalia.Datasets;

/// <summary>The form of an object to grasp, in pixels around its centre, u to the right and v downwards.</summary>
/// <param name="Holds">Whether a point belongs to the object.</param>
/// <param name="Reach">No point of the object is further from the centre.</param>
/// <param name="Grasps">Grasps: the centre, the direction of the opening as an angle, the thickness of what is between the plates.</param>
internal sealed record GraspBody(Func<double, double, bool> Holds, double Reach, IReadOnlyList<(double U, double V, double Angle, double Thickness)> Grasps)
{
    /// <summary>Draws a length and a thickness, in this order and whatever the object is.</summary>
    public static GraspBody Draw(GraspObject kind, SeededRandom random, int size)
    {
        double length = random.NextDouble(), t = size * random.NextUniform(0.06, 0.1), half = t / 2;
        double Between(double low, double high) => size * (low + (high - low) * length);
        const double quarter = Math.PI / 2;
        switch (kind)
        {
            case GraspObject.Bar:
                double a = Between(0.14, 0.24);
                return new(
                    (u, v) => Math.Abs(u) < a && Math.Abs(v) < half, Math.Sqrt(a * a + half * half),
                    [(-a / 2, 0, quarter, t), (0, 0, quarter, t), (a / 2, 0, quarter, t)]);
            case GraspObject.Ell: // arms from the corner at (-c, -c) to the right and downwards
                double arm = Between(0.18, 0.28), c = arm / 2, middle = (half + arm) / 2 - c;
                return new(
                    (u, v) => (Math.Abs(v + c) < half && u > -c - half && u < arm - c) || (Math.Abs(u + c) < half && v > -c - half && v < arm - c),
                    Math.Sqrt(2) * (c + half), [(middle, -c, quarter, t), (-c, middle, 0, t)]);
            case GraspObject.Plus:
                double b = Between(0.13, 0.2), m = (half + b) / 2;
                return new(
                    (u, v) => (Math.Abs(v) < half && Math.Abs(u) < b) || (Math.Abs(u) < half && Math.Abs(v) < b), Math.Sqrt(b * b + half * half),
                    [(-m, 0, quarter, t), (m, 0, quarter, t), (0, -m, 0, t), (0, m, 0, t)]);
            case GraspObject.Mug: // the ring's centre lies on the disc's edge
                double disc = Between(0.1, 0.14), wall = 0.5 * t, outer = 0.06 * size + wall, ring = outer - half / 2;
                double shift = outer / 2; // the disc's centre is that far to the left
                (double, double, double, double) Across(double angle)
                {
                    var (sine, cosine) = PortableMath.SinCos(angle);
                    return (disc - shift + ring * cosine, ring * sine, angle, wall);
                }

                return new(
                    (u, v) => Square(u + shift, v) < disc * disc
                        || (Square(u + shift - disc, v) < outer * outer && Square(u + shift - disc, v) > (outer - wall) * (outer - wall)),
                    disc + outer, [Across(-0.8), Across(0), Across(0.8)]);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "GraspObject: expected one of its named values.");
        }
    }

    private static double Square(double u, double v) => u * u + v * v;
}
