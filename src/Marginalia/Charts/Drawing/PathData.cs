using System.Globalization;
using System.Text;

namespace Marginalia.Charts.Drawing;

/// <summary>Writes SVG path data compactly: relative steps in tenths of a pixel, rounded so that errors do not add up.</summary>
internal static class PathData
{
    public static string Open(IEnumerable<(double X, double Y)> points) => Write(points, "");

    public static string Closed(IEnumerable<(double X, double Y)> points) => Write(points, "z");

    static string Write(IEnumerable<(double X, double Y)> points, string end)
    {
        var path = new StringBuilder();
        (long X, long Y) last = default;
        foreach (var (x, y) in points)
        {
            (long X, long Y) next = ((long)Math.Round(x * 10), (long)Math.Round(y * 10));
            if (path.Length == 0)
                path.Append('M').Append(Tenths(next.X)).Append(' ').Append(Tenths(next.Y));
            else if (next != last)
                path.Append('l').Append(Tenths(next.X - last.X)).Append(next.Y < last.Y ? "" : " ").Append(Tenths(next.Y - last.Y));
            last = next;
        }

        if (path.Length > 0 && end.Length == 0 && !path.ToString().Contains('l'))
            path.Append("h0"); // a lone point becomes a dot through the round line cap
        return path.Append(path.Length > 0 ? end : "").ToString();
    }

    static string Tenths(long tenths) => (tenths / 10.0).ToString("0.#", CultureInfo.InvariantCulture);
}
