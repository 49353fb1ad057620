namespace Marginalia.Charts.Drawing;

/// <summary>Cuts lines and polygons to a box.</summary>
internal static class Clip
{
    /// <summary>The pieces of a polyline that lie inside the box (Liang and Barsky 1984, per segment).</summary>
    public static IEnumerable<List<(double X, double Y)>> Line(IReadOnlyList<(double X, double Y)> points, Box box)
    {
        List<(double X, double Y)> piece = [];
        if (points.Count == 1 && Inside(points[0], box))
            piece.Add(points[0]);
        for (var i = 1; i < points.Count; i++)
        {
            if (Segment(points[i - 1], points[i], box) is not { } visible)
                continue;
            if (piece.Count > 0 && piece[^1] != visible.From)
            {
                yield return piece;
                piece = [];
            }

            if (piece.Count == 0)
                piece.Add(visible.From);
            piece.Add(visible.To);
        }

        if (piece.Count > 0)
            yield return piece;
    }

    /// <summary>A polygon cut to the vertical range of the box and to its horizontal range (Sutherland and Hodgman 1974).</summary>
    public static List<(double X, double Y)> Polygon(IEnumerable<(double X, double Y)> corners, Box box)
    {
        List<(double X, double Y)> polygon = [.. corners];
        polygon = Cut(polygon, p => p.X - box.Left);
        polygon = Cut(polygon, p => box.Right - p.X);
        polygon = Cut(polygon, p => p.Y - box.Top);
        return Cut(polygon, p => box.Bottom - p.Y);
    }

    public static bool Inside((double X, double Y) point, Box box) =>
        point.X >= box.Left - 1e-6 && point.X <= box.Right + 1e-6 && point.Y >= box.Top - 1e-6 && point.Y <= box.Bottom + 1e-6;

    // Keeps the part where the distance is not negative.
    static List<(double X, double Y)> Cut(List<(double X, double Y)> polygon, Func<(double X, double Y), double> distance)
    {
        List<(double X, double Y)> result = [];
        for (var i = 0; i < polygon.Count; i++)
        {
            var (from, to) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            var (start, end) = (distance(from), distance(to));
            if (start >= 0)
                result.Add(from);
            if (start >= 0 != end >= 0)
                result.Add(Between(from, to, start / (start - end)));
        }

        return result;
    }

    static ((double X, double Y) From, (double X, double Y) To)? Segment((double X, double Y) from, (double X, double Y) to, Box box)
    {
        var (enter, leave) = (0.0, 1.0);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        foreach (var (direction, room) in new[] { (-dx, from.X - box.Left), (dx, box.Right - from.X), (-dy, from.Y - box.Top), (dy, box.Bottom - from.Y) })
        {
            if (direction == 0 && room < 0)
                return null;
            if (direction < 0)
                enter = Math.Max(enter, room / direction);
            else if (direction > 0)
                leave = Math.Min(leave, room / direction);
        }

        if (enter > leave)
            return null;
        return (enter > 0 ? Between(from, to, enter) : from, leave < 1 ? Between(from, to, leave) : to);
    }

    static (double X, double Y) Between((double X, double Y) from, (double X, double Y) to, double part) =>
        (from.X + part * (to.X - from.X), from.Y + part * (to.Y - from.Y));
}
