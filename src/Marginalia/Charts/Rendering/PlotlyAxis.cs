using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Rendering;

/// <summary>One axis of a plotly.js layout.</summary>
internal static class PlotlyAxis
{
    /// <param name="axis">What the user said of it.</param>
    /// <param name="scale">The range as laid out.</param>
    /// <param name="labels">The names below a horizontal axis of categories, else null.</param>
    /// <param name="anchor">The id of the other axis.</param>
    /// <param name="start">Where the axis starts in the chart, 0 to 1.</param>
    /// <param name="end">Where it ends.</param>
    public static JsonObject Build(Axis axis, Scale scale, CategoryLabels? labels, string anchor, double start, double end)
    {
        var (low, high) = axis.Log ? (Math.Log10(scale.Low), Math.Log10(scale.High)) : (scale.Low, scale.High);
        var result = new JsonObject
        {
            ["anchor"] = anchor,
            ["domain"] = new JsonArray(Math.Round(start, 6), Math.Round(end, 6)),
            ["type"] = axis.Log ? "log" : "linear",
            ["range"] = axis.Reversed ? new JsonArray(high, low) : new JsonArray(low, high),
            ["gridcolor"] = "#E4E4E4",
            ["linecolor"] = "#888888",
            ["showline"] = !axis.Categorical,
            ["showgrid"] = !axis.Categorical,
            ["zeroline"] = false,
            ["exponentformat"] = "power",
            ["tickfont"] = new JsonObject { ["size"] = Panel.TickSize },
            ["automargin"] = true,
        };
        if (axis.Title.Length > 0)
            result["title"] = new JsonObject { ["text"] = Markup.Plotly(axis.Title), ["font"] = new JsonObject { ["size"] = Panel.AxisSize } };
        if (axis.Categorical)
        {
            result["tickmode"] = "array";
            result["tickvals"] = new JsonArray([.. Enumerable.Range(0, axis.Categories.Count).Select(place => JsonValue.Create(place))]);
            result["ticktext"] = labels is null
                ? Json.Strings(axis.Categories.Select(Markup.Plotly))
                : Json.Strings(labels.Lines.Select(lines => string.Join("<br>", lines.Select(Markup.Plotly))));
            result["tickangle"] = labels?.Angle ?? 0;
        }

        return result;
    }
}
