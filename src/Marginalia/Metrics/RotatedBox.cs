using System.Globalization;

namespace Marginalia.Metrics;

/// <summary>A rectangle at any angle, such as a grasp of a gripper with two plates (Jiang, Moseson, Saxena 2011). Lengths are in pixels, y runs downwards.</summary>
/// <param name="X">Column of the centre.</param>
/// <param name="Y">Row of the centre.</param>
/// <param name="Angle">Direction of the width, in radians from the x axis, clockwise in the image.</param>
/// <param name="Width">Length along the angle: of a grasp, the opening.</param>
/// <param name="Height">Length across: of a grasp, the breadth of the plates.</param>
public sealed record RotatedBox(double X, double Y, double Angle, double Width, double Height)
{
    /// <summary>The four corners in order; the first two are the ends of an edge along the width.</summary>
    public (double X, double Y)[] Corners()
    {
        var (sine, cosine) = Math.SinCos(Angle);
        (double, double) At(double along, double across) =>
            (X + along * Width / 2 * cosine - across * Height / 2 * sine, Y + along * Width / 2 * sine + across * Height / 2 * cosine);
        return [At(-1, -1), At(1, -1), At(1, 1), At(-1, 1)];
    }

    /// <summary>The rectangle of four corners in order, of which the first two are the ends of an edge along the width.</summary>
    /// <exception cref="ArgumentException">There are not four corners.</exception>
    public static RotatedBox FromCorners(IReadOnlyList<(double X, double Y)> corners)
    {
        if (corners.Count != 4)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"RotatedBox: {corners.Count} corners are given; expected 4."), nameof(corners));
        var (first, second, third) = (corners[0], corners[1], corners[2]);
        return new(
            corners.Average(corner => corner.X), corners.Average(corner => corner.Y), Math.Atan2(second.Y - first.Y, second.X - first.X),
            Length(first, second), Length(second, third));
    }

    /// <summary>Area that two rectangles share / area that they cover, 0 .. 1 (Jaccard); 0 where neither has an area.</summary>
    public double IntersectionOverUnion(RotatedBox other)
    {
        double shared = Area(Clip(Corners(), other.Corners())), all = Math.Abs(Width * Height) + Math.Abs(other.Width * other.Height) - shared;
        return all > 0 ? shared / all : 0;
    }

    /// <summary>Angle between the widths of two rectangles, which have no direction: 0 .. pi/2 radians.</summary>
    public double AngleTo(RotatedBox other)
    {
        double turn = Math.Abs(Math.IEEERemainder(Angle - other.Angle, Math.PI));
        return Math.Min(turn, Math.PI - turn);
    }

    /// <summary>The part of a polygon that lies in a convex one, side after side (Sutherland, Hodgman 1974).</summary>
    private static (double X, double Y)[] Clip((double X, double Y)[] polygon, (double X, double Y)[] window)
    {
        double turn = Math.Sign(SignedArea(window));
        for (int k = 0; k < window.Length; k++)
        {
            var (from, to) = (window[k], window[(k + 1) % window.Length]);
            double Inside((double X, double Y) p) => turn * ((to.X - from.X) * (p.Y - from.Y) - (to.Y - from.Y) * (p.X - from.X));
            List<(double X, double Y)> kept = [];
            for (int i = 0; i < polygon.Length; i++)
            {
                var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
                double atA = Inside(a), atB = Inside(b);
                if (atA >= 0)
                    kept.Add(a);
                if (atA * atB < 0)
                    kept.Add((a.X + atA / (atA - atB) * (b.X - a.X), a.Y + atA / (atA - atB) * (b.Y - a.Y)));
            }

            polygon = [.. kept];
        }

        return polygon;
    }

    private static double Area((double X, double Y)[] polygon) => Math.Abs(SignedArea(polygon));

    private static double SignedArea((double X, double Y)[] polygon)
    {
        double sum = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            sum += a.X * b.Y - b.X * a.Y;
        }

        return sum / 2;
    }

    private static double Length((double X, double Y) a, (double X, double Y) b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
