using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts.Kinds;

/// <summary>Points joined by a line; points that have no place on the axes leave a gap.</summary>
internal sealed class LineSeries(double[] x, double[] y, string name) : Series(name)
{
    // Up to so many points each gets a marker, longer lines get a few in regular distances.
    const int FewPoints = 12;
    const int MarkersOnLongLines = 8;

    public override string Kind => "line chart";

    public override int Weight => 1;

    public override Extent XExtent(bool logX, bool logY) => Extent.Of(x.Where((_, i) => Extent.Drawable(y[i], logY)), logX);

    public override Extent YExtent(bool logX, bool logY) => Extent.Of(y.Where((_, i) => Extent.Drawable(x[i], logX)), logY);

    public override (double X, double Y)? End(bool logX, bool logY)
    {
        var last = Array.FindLastIndex(y, value => Extent.Drawable(value, logY));
        return last >= 0 && Extent.Drawable(x[last], logX) ? (x[last], y[last]) : null;
    }

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        var kept = canvas.Keep(x, y, y, canvas.Limit);
        var runs = canvas.Runs(kept, x, y).Select(run => run.Select(i => canvas.Point(x[i], y[i])).ToArray()).ToArray();
        var pieces = runs.SelectMany(run => Clip.Line(run, canvas.Plot));
        svg.Stroke(string.Concat(pieces.Select(PathData.Open)), style.Colour, 1.8, style.DashArray);

        var points = runs.SelectMany(run => run).Where(point => Clip.Inside(point, canvas.Plot)).ToArray();
        var marked = kept.Length <= FewPoints ? points : style.Alone ? [] : Spread(points, style.Slot);
        svg.Fill(string.Concat(marked.Select(point => style.Marker.Path(point.X, point.Y, 3.2))), style.Colour, stroke: "#FFFFFF");
    }

    public override void DrawSample(Svg svg, double x, double y, Style style)
    {
        svg.Segment(x - 12, y, x + 12, y, style.Colour, 1.8, style.DashArray);
        if (!style.Alone)
            svg.Fill(style.Marker.Path(x, y, 3.2), style.Colour, stroke: "#FFFFFF");
    }

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style)
    {
        var kept = canvas.Keep(x, y, y, canvas.Limit);
        var trace = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = kept.Length <= FewPoints || !style.Alone ? "lines+markers" : "lines",
            ["name"] = Markup.Plotly(Name),
            ["x"] = Json.Axis(kept.Select(i => x[i]), canvas.X),
            ["y"] = Json.Axis(kept.Select(i => y[i]), canvas.Y),
            ["line"] = new JsonObject { ["color"] = style.Colour, ["width"] = 1.8, ["dash"] = style.PlotlyDash },
        };
        if (kept.Length <= FewPoints || !style.Alone)
        {
            trace["cliponaxis"] = false;
            trace["marker"] = new JsonObject
            {
                ["symbol"] = style.Marker.Plotly(), ["size"] = 7, ["color"] = style.Colour,
                ["maxdisplayed"] = kept.Length <= FewPoints ? 0 : MarkersOnLongLines,
            };
        }

        yield return trace;
    }

    public override string Summary(bool logX, bool logY) => Words.Points(x, y, logX, logY);

    public override string Sparkline(bool logX, bool logY) => Words.Sparkline([.. y.Where((_, i) => Extent.Drawable(x[i], logX))], logY);

    // The points nearest to evenly spaced places, shifted from series to series so that markers of close lines do not cover each other.
    static IEnumerable<(double X, double Y)> Spread((double X, double Y)[] points, int slot)
    {
        if (points.Length == 0)
            yield break;
        var (from, to) = (points[0].X, points[^1].X);
        for (var k = 0; k < MarkersOnLongLines; k++)
        {
            var place = from + (to - from) * (k + 0.2 + slot * 0.31 % 0.8) / MarkersOnLongLines;
            yield return points.MinBy(point => Math.Abs(point.X - place));
        }
    }
}
