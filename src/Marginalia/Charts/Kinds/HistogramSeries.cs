using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts.Kinds;

/// <summary>How many values fall into each of a row of equal bins.</summary>
internal sealed class HistogramSeries : Series
{
    const double Opacity = 0.65;

    readonly double low;
    readonly double width;
    readonly int[] counts;
    readonly int left;

    public HistogramSeries(double[] values, int bins, string name) : base(name)
    {
        var extent = Extent.Of(values, false);
        var finite = values.Where(value => Extent.Drawable(value, false)).ToArray();
        left = values.Length - finite.Length;
        (low, var high) = extent.IsEmpty ? (0, 1) : extent.Span > 0 ? (extent.Low, extent.High) : (extent.Low - 0.5, extent.High + 0.5);
        width = (high - low) / bins;
        counts = new int[bins];
        foreach (var value in finite)
            counts[Math.Min((int)((value - low) / width), bins - 1)]++;
    }

    public override string Kind => "histogram";

    public override Extent XExtent(bool logX, bool logY) => new(low, low + counts.Length * width);

    public override Extent YExtent(bool logX, bool logY) => new(logY ? 0.5 : 0, Math.Max(1, counts.Max()));

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        var foot = canvas.Plot.Bottom;
        for (var bin = 0; bin < counts.Length; bin++)
            if (counts[bin] > 0)
            {
                var (from, to) = (canvas.X.Clamped(low + bin * width), canvas.X.Clamped(low + (bin + 1) * width));
                var top = canvas.Y.Clamped(counts[bin]);
                svg.Fill(PathData.Closed([(from, foot), (from, top), (to, top), (to, foot)]), style.Colour, Opacity, "#FFFFFF");
            }
    }

    public override void DrawSample(Svg svg, double x, double y, Style style) =>
        svg.Fill(PathData.Closed([(x - 8, y - 6), (x + 8, y - 6), (x + 8, y + 6), (x - 8, y + 6)]), style.Colour, Opacity);

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style)
    {
        yield return new JsonObject
        {
            ["type"] = "bar",
            ["name"] = Markup.Plotly(Name),
            ["x"] = Json.Axis(counts.Select((_, bin) => low + (bin + 0.5) * width), canvas.X),
            ["y"] = Json.Rounded(counts.Select(count => (double)count), 1),
            ["width"] = Numbers.Round(width, canvas.X.High - canvas.X.Low, false),
            ["offset"] = Numbers.Round(-width / 2, canvas.X.High - canvas.X.Low, false),
            ["marker"] = new JsonObject { ["color"] = style.Colour, ["opacity"] = Opacity },
        };
    }

    public override string Summary(bool logX, bool logY) =>
        $"{Words.Count(counts.Sum(), "value")} in {Words.Count(counts.Length, "bin")} from {Numbers.Short(low)} to {Numbers.Short(low + counts.Length * width)}, "
        + $"at most {counts.Max()} in a bin"
        + (left > 0 ? $"; {left} not finite" : "");
}
