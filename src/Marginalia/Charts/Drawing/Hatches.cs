namespace Marginalia.Charts.Drawing;

/// <summary>Draws hatchings as path data, cut to the bar (SVG patterns would need ids, which clash when several images share a page).</summary>
internal static class Hatches
{
    const double Gap = 7;

    public static string Plotly(this Hatch hatch) => hatch switch
    {
        Hatch.Rising => "/",
        Hatch.Falling => "\\",
        Hatch.Horizontal => "-",
        Hatch.Crossed => "x",
        Hatch.Vertical => "|",
        _ => "",
    };

    public static string Path(this Hatch hatch, Box box) => hatch switch
    {
        Hatch.Rising => Rising(box),
        Hatch.Falling => Falling(box),
        Hatch.Horizontal => string.Concat(Multiples(box.Top, box.Bottom).Select(y => PathData.Open([(box.Left, y), (box.Right, y)]))),
        Hatch.Crossed => Rising(box) + Falling(box),
        Hatch.Vertical => string.Concat(Multiples(box.Left, box.Right).Select(x => PathData.Open([(x, box.Top), (x, box.Bottom)]))),
        _ => "",
    };

    // x + y = sum
    static string Rising(Box box) => string.Concat(Multiples(box.Left + box.Top, box.Right + box.Bottom).Select(sum =>
    {
        var (from, to) = (Math.Max(box.Left, sum - box.Bottom), Math.Min(box.Right, sum - box.Top));
        return PathData.Open([(from, sum - from), (to, sum - to)]);
    }));

    // x - y = difference
    static string Falling(Box box) => string.Concat(Multiples(box.Left - box.Bottom, box.Right - box.Top).Select(difference =>
    {
        var (from, to) = (Math.Max(box.Left, difference + box.Top), Math.Min(box.Right, difference + box.Bottom));
        return PathData.Open([(from, from - difference), (to, to - difference)]);
    }));

    static IEnumerable<double> Multiples(double from, double to)
    {
        for (var value = Math.Floor(from / Gap + 1) * Gap; value < to; value += Gap)
            yield return value;
    }
}
