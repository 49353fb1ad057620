using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts.Kinds;

/// <summary>One bar per category, with an optional error bar; several series stand side by side.</summary>
internal sealed class BarSeries(string[] categories, int[] places, double[] values, double[]? errors, string name) : Series(name)
{
    const double GroupWidth = 0.74;
    const string ErrorColour = "#222222";

    public override string Kind => "bar chart";

    public override Extent XExtent(bool logX, bool logY) => Extent.Of(places.Select(place => (double)place), false);

    public override Extent YExtent(bool logX, bool logY)
    {
        var ends = Extent.Of(values.Concat(values.Select((value, i) => value - Error(i))).Concat(values.Select((value, i) => value + Error(i))), logY);
        return logY ? ends : ends.Include(0);
    }

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        var foot = canvas.Y.Log ? canvas.Plot.Bottom : canvas.Y.Clamped(0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!Extent.Drawable(values[i], canvas.Y.Log))
                continue;
            var (left, right) = Sides(canvas, places[i]);
            var end = canvas.Y.Clamped(values[i]);
            var box = new Box(left, Math.Min(foot, end), right, Math.Max(foot, end));
            svg.Rectangle(box, style.Colour);
            svg.Stroke(style.Hatch.Path(box), "#FFFFFF", 1, opacity: 0.6);
            if (Error(i) > 0)
                DrawError(svg, canvas, (left + right) / 2, Math.Min(5, (right - left) / 4), values[i], Error(i));
        }
    }

    public override void DrawSample(Svg svg, double x, double y, Style style)
    {
        var box = new Box(x - 8, y - 6, x + 8, y + 6);
        svg.Rectangle(box, style.Colour);
        svg.Stroke(style.Hatch.Path(box), "#FFFFFF", 1, opacity: 0.6);
    }

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style)
    {
        var marker = new JsonObject { ["color"] = style.Colour };
        if (style.Hatch != Hatch.None)
            marker["pattern"] = new JsonObject
            {
                ["shape"] = style.Hatch.Plotly(), ["bgcolor"] = style.Colour, ["fgcolor"] = "rgba(255,255,255,0.6)", ["size"] = 6, ["solidity"] = 0.15,
            };
        var trace = new JsonObject
        {
            ["type"] = "bar",
            ["name"] = Markup.Plotly(Name),
            ["x"] = Json.Rounded(places.Select(place => (double)place), 1),
            ["y"] = Json.Axis(values, canvas.Y),
            ["marker"] = marker,
            ["hovertext"] = Json.Strings(categories.Select(Markup.Plotly)),
            ["hoverinfo"] = "text+y+name",
        };
        if (errors is not null)
            trace["error_y"] = new JsonObject
            {
                ["type"] = "data",
                ["array"] = Json.Rounded(Enumerable.Range(0, errors.Length).Select(Error), canvas.Y.High - canvas.Y.Low),
                ["thickness"] = 1.4, ["width"] = 4, ["color"] = ErrorColour,
            };
        yield return trace;
    }

    public override string Summary(bool logX, bool logY) => string.Join(", ", categories.Select((category, i) => $"{category} {Value(i, logY)}"));

    string Value(int i, bool log) =>
        !Extent.Drawable(values[i], log) ? "not drawn" : Numbers.Short(values[i]) + (Error(i) > 0 ? $" ± {Numbers.Short(Error(i))}" : "");

    double Error(int i) => errors is not null && double.IsFinite(errors[i]) ? errors[i] : 0;

    (double Left, double Right) Sides(Canvas canvas, int place)
    {
        var rank = canvas.Bars.TakeWhile(series => series != this).Count();
        var width = GroupWidth / canvas.Bars.Count;
        var left = place - GroupWidth / 2 + rank * width;
        var inset = canvas.Bars.Count > 1 ? width * 0.04 : 0;
        return (canvas.X[left + inset], canvas.X[left + width - inset]);
    }

    static void DrawError(Svg svg, Canvas canvas, double x, double cap, double value, double error)
    {
        var (top, bottom) = (canvas.Y.Clamped(value + error), canvas.Y.Clamped(canvas.Y.Log ? Math.Max(value - error, canvas.Y.Low) : value - error));
        svg.Segment(x - cap, top, x + cap, top, ErrorColour, 1.4);
        svg.Segment(x, top, x, bottom, ErrorColour, 1.4);
        svg.Segment(x - cap, bottom, x + cap, bottom, ErrorColour, 1.4);
    }
}
