using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Rendering;

/// <summary>
/// Turns a laid-out chart into a plotly.js figure with the same places, colours and ranges. Only attributes that versions 2 and 4
/// both know are needed to read it; titles are objects, patterns and domain references are ignored where unknown.
/// </summary>
internal static class PlotlySheet
{
    public static JsonObject Build(Sheet sheet)
    {
        var plots = sheet.Panels.Select(panel => panel.Plot).ToArray();
        var frame = new Box(plots.Min(plot => plot.Left), plots.Min(plot => plot.Top), plots.Max(plot => plot.Right), plots.Max(plot => plot.Bottom));
        var data = new JsonArray();
        var layout = Base(sheet, frame);
        var (annotations, shapes, legendNames) = (new JsonArray(), new JsonArray(), new HashSet<string>());
        for (var i = 0; i < sheet.Panels.Count; i++)
            Add(sheet.Panels[i], i == 0 ? "" : $"{i + 1}", sheet, frame, data, layout, annotations, shapes, legendNames);
        layout["annotations"] = annotations;
        layout["shapes"] = shapes;
        return new JsonObject { ["data"] = data, ["layout"] = layout, ["config"] = Config() };
    }

    public static JsonObject Config() => new()
    {
        ["responsive"] = true,
        ["displaylogo"] = false,
        ["modeBarButtonsToRemove"] = Json.Strings(["sendChartToCloud", "sendDataToCloud", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"]),
    };

    static JsonObject Base(Sheet sheet, Box frame)
    {
        var layout = new JsonObject
        {
            ["height"] = Pixels(sheet.Height),
            ["autosize"] = true,
            ["margin"] = new JsonObject { ["l"] = Pixels(frame.Left), ["t"] = Pixels(frame.Top), ["r"] = Pixels(sheet.Width - frame.Right), ["b"] = Pixels(sheet.Height - frame.Bottom) },
            ["font"] = new JsonObject { ["family"] = "Helvetica, Arial, 'Liberation Sans', sans-serif", ["size"] = 12, ["color"] = "#333333" },
            ["paper_bgcolor"] = "#FFFFFF",
            ["plot_bgcolor"] = sheet.Panels.All(panel => panel.Figure.Series.Any(series => series is HeatSeries)) ? HeatSeries.Missing : "#FFFFFF",
            ["showlegend"] = sheet.Legend is not null,
            ["barmode"] = "group",
            ["bargap"] = 0.26,
            ["hovermode"] = "closest",
        };
        if (sheet.Header.Plotly.Length > 0)
            layout["title"] = new JsonObject
            {
                ["text"] = sheet.Header.Plotly,
                ["font"] = new JsonObject { ["size"] = sheet.Header.Size },
                ["x"] = 0, ["xref"] = "container", ["xanchor"] = "left", ["y"] = 1, ["yref"] = "container", ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["l"] = 12, ["t"] = 12 },
            };
        if (sheet.Legend is { } legend)
            layout["legend"] = new JsonObject
            {
                ["orientation"] = legend.InRows ? "h" : "v",
                ["x"] = legend.InRows ? 0 : 1.01,
                ["y"] = legend.InRows ? Part(frame.Bottom - sheet.LegendAt.Y, frame.Height) : 1,
                ["xanchor"] = "left", ["yanchor"] = "top", ["bgcolor"] = "rgba(0,0,0,0)",
            };
        return layout;
    }

    static void Add(Panel panel, string id, Sheet sheet, Box frame, JsonArray data, JsonObject layout, JsonArray annotations, JsonArray shapes, HashSet<string> legendNames)
    {
        var (x, y, plot, figure) = ("x" + id, "y" + id, panel.Plot, panel.Figure);
        layout["xaxis" + id] = PlotlyAxis.Build(figure.XAxis, panel.Canvas.X, panel.CategoryLabels, panel.CategoryLabels?.Every ?? 1, y, Part(plot.Left - frame.Left, frame.Width), Part(plot.Right - frame.Left, frame.Width));
        layout["yaxis" + id] = PlotlyAxis.Build(figure.YAxis, panel.Canvas.Y, null, panel.YEvery, x, Part(frame.Bottom - plot.Bottom, frame.Height), Part(frame.Bottom - plot.Top, frame.Height));
        foreach (var series in figure.Series)
        {
            foreach (var trace in series.Traces(panel.Canvas, panel.Styles[series]))
            {
                (trace["xaxis"], trace["yaxis"]) = (x, y);
                if (trace["colorbar"] is JsonObject bar)
                    Place(bar, plot, frame);
                else
                {
                    trace["legendgroup"] = trace["name"]?.DeepClone() ?? Markup.Plotly(series.Name);
                    if (series.Name.Length == 0 || trace["showlegend"] is null && !legendNames.Add(series.Name))
                        trace["showlegend"] = false;
                }

                data.Add(trace);
            }

            if (series is ReferenceLine line)
            {
                shapes.Add(line.Shape(x, y));
                if (line.Name.Length > 0)
                    annotations.Add(line.Annotation(x, y, figure.XAxis.Log, figure.YAxis.Log));
            }
            else if (series is HeatSeries heat)
                foreach (var annotation in heat.Annotations(x, y, panel.Canvas))
                    annotations.Add(annotation);
        }

        foreach (var (series, place, value) in panel.DirectLabels())
            annotations.Add(DirectLabel(series, x, y, figure.YAxis.Log ? Math.Log10(value) : value, panel.Canvas.Y.Clamped(value) - place, panel.Styles[series].Colour));
        if (panel.Header.Plotly.Length > 0)
            annotations.Add(PanelTitle(panel, frame));
    }

    static double Pixels(double value) => Math.Round(value, 1);

    static double Part(double value, double whole) => Math.Round(value / whole, 5);

    static void Place(JsonObject bar, Box plot, Box frame)
    {
        (bar["x"], bar["xanchor"], bar["xpad"]) = (Part(plot.Right - frame.Left, frame.Width), "left", 12);
        (bar["y"], bar["yanchor"], bar["len"], bar["ypad"]) = (Part(frame.Bottom - plot.MiddleY, frame.Height), "middle", Part(plot.Height, frame.Height), 0);
    }

    static JsonObject DirectLabel(Series series, string x, string y, double value, double shift, string colour) => new()
    {
        ["text"] = Markup.Plotly(series.Name), ["showarrow"] = false, ["font"] = new JsonObject { ["color"] = colour },
        ["xref"] = x + " domain", ["x"] = 1, ["xanchor"] = "left", ["xshift"] = 4, ["yref"] = y, ["y"] = value, ["yanchor"] = "middle", ["yshift"] = Pixels(shift),
    };

    static JsonObject PanelTitle(Panel panel, Box frame) => new()
    {
        ["text"] = panel.Header.Plotly, ["showarrow"] = false, ["align"] = "left", ["font"] = new JsonObject { ["size"] = panel.Header.Size },
        ["xref"] = "paper", ["x"] = Part(panel.Plot.Left - frame.Left, frame.Width), ["xanchor"] = "left", ["xshift"] = Pixels(panel.Outer.Left + 10 - panel.Plot.Left),
        ["yref"] = "paper", ["y"] = Part(frame.Bottom - panel.Plot.Top, frame.Height), ["yanchor"] = "bottom", ["yshift"] = 4,
    };
}
