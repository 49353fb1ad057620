using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Kinds;

/// <summary>Data in words and in a row of characters, for alt texts and terminals.</summary>
internal static class Words
{
    const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>First and last value, range, and how many values have no place on the axes.</summary>
    public static string Points(double[] x, double[] y, bool logX, bool logY)
    {
        double[] drawn = [.. y.Where((value, i) => Extent.Drawable(value, logY) && Extent.Drawable(x[i], logX))];
        if (drawn.Length == 0)
            return $"none of {Count(y.Length, "point")} can be drawn";
        var range = drawn.Length == 1
            ? Numbers.Short(drawn[0])
            : $"{Numbers.Short(drawn[0])} to {Numbers.Short(drawn[^1])}, between {Numbers.Short(drawn.Min())} and {Numbers.Short(drawn.Max())}";
        return drawn.Length == y.Length ? range : $"{range}; {y.Length - drawn.Length} of {Count(y.Length, "point")} not drawn";
    }

    public static string Range(IEnumerable<double> values)
    {
        var extent = Extent.Of(values, false);
        return extent.IsEmpty ? "no finite value" : $"{Numbers.Short(extent.Low)} to {Numbers.Short(extent.High)}";
    }

    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A curve as at most <paramref name="width"/> block characters; spaces are gaps.</summary>
    public static string Sparkline(double[] y, bool log, int width = 24)
    {
        double[] values = [.. y.Select(value => !Extent.Drawable(value, log) ? double.NaN : log ? Math.Log10(value) : value)];
        var extent = Extent.Of(values, false);
        width = Math.Min(width, values.Length);
        return string.Concat(Enumerable.Range(0, width).Select(column =>
        {
            var value = values[(int)((long)column * (values.Length - 1) / Math.Max(1, width - 1))];
            return double.IsNaN(value) ? ' ' : extent.Span == 0 ? Blocks[3] : Blocks[(int)((value - extent.Low) / extent.Span * 7.999)];
        }));
    }
}
