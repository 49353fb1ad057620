using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Rendering;

/// <summary>One axis of a plotly.js layout.</summary>
internal static class PlotlyAxis
{
    /// <param name="axis">What the user said of it.</param>
    /// <param name="scale">The range as laid out.</param>
    /// <param name="labels">The names below a horizontal axis of categories, else null.</param>
    /// <param name="every">Only each so many-th category is written.</param>
    /// <param name="anchor">The id of the other axis.</param>
    /// <param name="start">Where the axis starts in the chart, 0 to 1.</param>
    /// <param name="end">Where it ends.</param>
    public static JsonObject Build(Axis axis, Scale scale, CategoryLabels? labels, int every, string anchor, double start, double end)
    {
        var (low, high) = axis.Log
            ? (Math.Round(Math.Log10(scale.Low), 5), Math.Round(Math.Log10(scale.High), 5))
            : (Numbers.Round(scale.Low, scale.High - scale.Low, false), Numbers.Round(scale.High, scale.High - scale.Low, false));
        var result = new JsonObject
        {
            ["anchor"] = anchor,
            ["domain"] = new JsonArray(start, end),
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
            result["title"] = new JsonObject
            {
                ["text"] = Markup.Plotly(axis.Title), ["font"] = new JsonObject { ["size"] = Panel.AxisSize }, ["standoff"] = 8,
            };
        if (axis.Categorical)
        {
            int[] places = [.. Enumerable.Range(0, axis.Categories.Count).Where(place => place % every == 0)];
            result["tickmode"] = "array";
            result["tickvals"] = new JsonArray([.. places.Select(place => JsonValue.Create(place))]);
            result["ticktext"] = labels is null
                ? Json.Strings(places.Select(place => Markup.Plotly(axis.Categories[place])))
                : Json.Strings(places.Select(place => string.Join("<br>", labels.Lines[place].Select(Markup.Plotly))));
            result["tickangle"] = labels?.Angle ?? 0;
        }

        return result;
    }
}
