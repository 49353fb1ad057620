namespace Marginalia.Charts.Drawing;

/// <summary>Draws markers as path data.</summary>
internal static class Markers
{
    public static string Plotly(this Marker marker) => marker switch
    {
        Marker.TriangleUp => "triangle-up",
        Marker.TriangleDown => "triangle-down",
        _ => marker.ToString().ToLowerInvariant(),
    };

    /// <summary>A closed path round (x, y); <paramref name="radius"/> is that of a circle of about the same area.</summary>
    public static string Path(this Marker marker, double x, double y, double radius) => marker switch
    {
        Marker.Circle => Circle(x, y, radius),
        Marker.Square => Polygon(x, y, radius * 1.25, 4, 45),
        Marker.TriangleUp => Polygon(x, y, radius * 1.35, 3, -90),
        Marker.Diamond => Polygon(x, y, radius * 1.3, 4, 0),
        Marker.TriangleDown => Polygon(x, y, radius * 1.35, 3, 90),
        Marker.Cross => Cross(x, y, radius * 1.2, radius * 0.42),
        Marker.Pentagon => Polygon(x, y, radius * 1.15, 5, -90),
        _ => Polygon(x, y, radius * 1.1, 6, 0),
    };

    static string Circle(double x, double y, double radius)
    {
        var r = Numbers.Pixel(radius);
        var d = Numbers.Pixel(2 * Math.Round(radius, 1));
        return $"M{Numbers.Pixel(x - radius)} {Numbers.Pixel(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z";
    }

    static string Polygon(double x, double y, double radius, int corners, double start)
    {
        var points = Enumerable.Range(0, corners).Select(i => (start + 360.0 * i / corners) * Math.PI / 180);
        return PathData.Closed(points.Select(angle => (x + radius * Math.Cos(angle), y + radius * Math.Sin(angle))));
    }

    static string Cross(double x, double y, double arm, double half) => PathData.Closed(
    [
        (x - half, y - arm), (x + half, y - arm), (x + half, y - half), (x + arm, y - half), (x + arm, y + half), (x + half, y + half),
        (x + half, y + arm), (x - half, y + arm), (x - half, y + half), (x - arm, y + half), (x - arm, y - half), (x - half, y - half),
    ]);
}
