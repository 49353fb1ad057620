using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts.Kinds;

/// <summary>A line with a shaded band of one spread below and above.</summary>
internal sealed class BandSeries : Series
{
    const double Opacity = 0.2;

    readonly double[] x;
    readonly double[] lower;
    readonly double[] upper;
    readonly double[] spread;
    readonly LineSeries line;
    readonly double[] middle;

    public BandSeries(double[] x, double[] middle, double[] spread, string name) : base(name)
    {
        this.x = x;
        this.middle = middle;
        this.spread = spread;
        lower = [.. middle.Zip(spread, (m, s) => m - s)];
        upper = [.. middle.Zip(spread, (m, s) => m + s)];
        line = new LineSeries(x, middle, name);
    }

    public override string Kind => "line chart";

    public override int Weight => 3;

    public override Extent XExtent(bool logX, bool logY) => line.XExtent(logX, logY);

    public override Extent YExtent(bool logX, bool logY) => Extent.Of(lower.Concat(upper).Concat(middle), logY);

    public override (double X, double Y)? End(bool logX, bool logY) => line.End(logX, logY);

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        foreach (var run in Runs(canvas))
        {
            var outline = Outline(run).Select(i => (canvas.X[x[i.Index]], canvas.Y[i.Value]));
            svg.Fill(PathData.Closed(Clip.Polygon(outline, canvas.Plot)), style.Colour, Opacity);
        }

        line.Draw(svg, canvas, style);
    }

    public override void DrawSample(Svg svg, double x, double y, Style style)
    {
        svg.Fill(PathData.Closed([(x - 12, y - 5), (x + 12, y - 5), (x + 12, y + 5), (x - 12, y + 5)]), style.Colour, Opacity);
        line.DrawSample(svg, x, y, style);
    }

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style)
    {
        // On a logarithmic axis plotly.js drops points up to zero: the band ends a decade below the axis instead.
        var floor = canvas.Y.Log ? canvas.Y.Low / 10 : double.NegativeInfinity;
        foreach (var run in Runs(canvas))
        {
            var outline = Outline(run).ToArray();
            yield return new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "lines",
                ["x"] = Json.Axis(outline.Select(i => x[i.Index]), canvas.X),
                ["y"] = Json.Axis(outline.Select(i => Math.Max(i.Value, floor)), canvas.Y),
                ["fill"] = "toself",
                ["fillcolor"] = style.Colour + "33",
                ["line"] = new JsonObject { ["width"] = 0 },
                ["hoverinfo"] = "skip",
                ["showlegend"] = false,
            };
        }

        foreach (var trace in line.Traces(canvas, style))
            yield return trace;
    }

    public override string Summary(bool logX, bool logY) => $"{line.Summary(logX, logY)}, band of ± {Words.Range(spread)}";

    public override string Sparkline(bool logX, bool logY) => line.Sparkline(logX, logY);

    // Stretches where both edges can be drawn; on a logarithmic axis the lower one may reach zero.
    IEnumerable<int[]> Runs(Canvas canvas) =>
        canvas.Runs(canvas.Keep(x, lower, upper, canvas.Limit), x, [.. upper.Zip(spread, (u, s) => double.IsFinite(s) ? u : double.NaN)]);

    IEnumerable<(int Index, double Value)> Outline(int[] run) =>
        run.Select(i => (i, upper[i])).Concat(run.Reverse().Select(i => (i, lower[i])));
}
