using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts.Kinds;

/// <summary>Points that are not joined. Beyond what a figure can afford an even selection is drawn, which keeps the extremes.</summary>
internal sealed class ScatterSeries(double[] x, double[] y, string name) : Series(name)
{
    const double Radius = 3;

    public override string Kind => "scatter plot";

    public override int Weight => 1;

    public override Extent XExtent(bool logX, bool logY) => Extent.Of(x.Where((_, i) => Extent.Drawable(y[i], logY)), logX);

    public override Extent YExtent(bool logX, bool logY) => Extent.Of(y.Where((_, i) => Extent.Drawable(x[i], logX)), logY);

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        var points = Selection(canvas).Select(i => canvas.Point(x[i], y[i])).Where(point => Clip.Inside(point, canvas.Plot));
        svg.Fill(string.Concat(points.Select(point => style.Marker.Path(point.X, point.Y, Radius))), style.Colour, 0.8, "#FFFFFF");
    }

    public override void DrawSample(Svg svg, double x, double y, Style style) => svg.Fill(style.Marker.Path(x, y, Radius + 0.5), style.Colour);

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style)
    {
        var kept = Selection(canvas);
        yield return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["name"] = Markup.Plotly(Name),
            ["x"] = Json.Axis(kept.Select(i => x[i]), canvas.X),
            ["y"] = Json.Axis(kept.Select(i => y[i]), canvas.Y),
            ["marker"] = new JsonObject { ["symbol"] = style.Marker.Plotly(), ["size"] = 7, ["color"] = style.Colour, ["opacity"] = 0.8 },
        };
    }

    public override string Summary(bool logX, bool logY)
    {
        int[] drawn = Drawable(logX, logY);
        var left = x.Length - drawn.Length;
        return $"{Words.Count(drawn.Length, "point")}, x {Words.Range(drawn.Select(i => x[i]))}, y {Words.Range(drawn.Select(i => y[i]))}"
            + (left > 0 ? $"; {Words.Count(left, "point")} not drawn" : "");
    }

    int[] Drawable(bool logX, bool logY) => [.. Enumerable.Range(0, x.Length).Where(i => Extent.Drawable(x[i], logX) && Extent.Drawable(y[i], logY))];

    int[] Selection(Canvas canvas)
    {
        var drawn = Drawable(canvas.X.Log, canvas.Y.Log);
        if (drawn.Length <= canvas.Limit)
            return drawn;
        var even = Enumerable.Range(0, canvas.Limit - 4).Select(k => drawn[(int)((long)k * drawn.Length / (canvas.Limit - 4))]);
        int[] extremes = [drawn.MinBy(i => x[i]), drawn.MaxBy(i => x[i]), drawn.MinBy(i => y[i]), drawn.MaxBy(i => y[i])];
        return [.. even.Concat(extremes).Distinct().Order()];
    }
}
