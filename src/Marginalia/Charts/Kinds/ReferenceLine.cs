using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Kinds;

/// <summary>A grey line across the plot at one value, with its name beside it.</summary>
internal sealed class ReferenceLine(double value, bool horizontal, string name) : Series(name)
{
    const string Grey = "#666666";

    public override string Kind => "reference line";

    public override bool Styled => false;

    public override Extent XExtent(bool logX, bool logY) => horizontal ? Extent.Empty : Extent.Of([value], logX);

    public override Extent YExtent(bool logX, bool logY) => horizontal ? Extent.Of([value], logY) : Extent.Empty;

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        if (!(horizontal ? canvas.Y : canvas.X).Contains(value))
            return;
        var box = canvas.Plot;
        if (horizontal)
        {
            var y = canvas.Y[value];
            svg.Segment(box.Left, y, box.Right, y, Grey, 1.2, "5 4");
        }
        else
        {
            var x = canvas.X[value];
            svg.Segment(x, box.Top, x, box.Bottom, Grey, 1.2, "5 4");
        }
    }

    public override void DrawOver(Svg svg, Canvas canvas)
    {
        if (Name.Length == 0 || !(horizontal ? canvas.Y : canvas.X).Contains(value))
            return;
        var box = canvas.Plot;
        if (horizontal)
        {
            var y = canvas.Y[value];
            svg.Text(box.Right - 4, y - box.Top > 16 ? y - 5 : y + 14, new(Name), 11, Grey, "end", halo: true);
        }
        else
        {
            var x = canvas.X[value];
            var fits = box.Right - x > TextMetrics.Width(Name, 11) + 6;
            svg.Text(fits ? x + 5 : x - 5, box.Top + 12, new(Name), 11, Grey, fits ? "start" : "end", halo: true);
        }
    }

    public override void DrawSample(Svg svg, double x, double y, Style style)
    {
    }

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style) => [];

    /// <summary>The line as a shape of a plotly.js layout; <paramref name="x"/> and <paramref name="y"/> are axis ids.</summary>
    public JsonObject Shape(string x, string y) => new()
    {
        ["type"] = "line",
        ["xref"] = horizontal ? x + " domain" : x,
        ["yref"] = horizontal ? y : y + " domain",
        [horizontal ? "y0" : "x0"] = value,
        [horizontal ? "y1" : "x1"] = value,
        [horizontal ? "x0" : "y0"] = 0,
        [horizontal ? "x1" : "y1"] = 1,
        ["line"] = new JsonObject { ["color"] = Grey, ["width"] = 1.2, ["dash"] = "dash" },
    };

    /// <summary>The name as an annotation of a plotly.js layout, which counts in decades on a logarithmic axis.</summary>
    public JsonObject Annotation(string x, string y, bool logX, bool logY) => new()
    {
        ["text"] = Markup.Plotly(Name),
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 11, ["color"] = Grey },
        ["xref"] = horizontal ? x + " domain" : x,
        ["yref"] = horizontal ? y : y + " domain",
        [horizontal ? "y" : "x"] = (horizontal ? logY : logX) ? Math.Log10(value) : value,
        [horizontal ? "x" : "y"] = 1,
        ["xanchor"] = horizontal ? "right" : "left",
        ["yanchor"] = horizontal ? "bottom" : "top",
    };

    public override string Summary(bool logX, bool logY) => $"at {(horizontal ? "y" : "x")} = {Numbers.Short(value)}";
}
