using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Rendering;

/// <summary>
/// Turns a laid-out chart into a plotly.js figure with the same places, colours and ranges. It keeps to what versions 2 to 4 read alike:
/// titles are objects, and cells carry their text as annotations.
/// </summary>
internal sealed class PlotlySheet
{
    readonly Sheet sheet;
    readonly Box frame;
    readonly JsonObject layout;
    readonly JsonArray data = [];
    readonly JsonArray annotations = [];
    readonly JsonArray shapes = [];
    readonly HashSet<string> named = [];

    PlotlySheet(Sheet sheet)
    {
        this.sheet = sheet;
        var plots = sheet.Panels.Select(panel => panel.Plot).ToArray();
        frame = new(plots.Min(plot => plot.Left), plots.Min(plot => plot.Top), plots.Max(plot => plot.Right), plots.Max(plot => plot.Bottom));
        layout = Layout();
    }

    public static JsonObject Build(Sheet sheet)
    {
        var figure = new PlotlySheet(sheet);
        for (var i = 0; i < sheet.Panels.Count; i++)
            figure.Add(sheet.Panels[i], i == 0 ? "" : $"{i + 1}");
        figure.layout["annotations"] = figure.annotations;
        figure.layout["shapes"] = figure.shapes;
        return new() { ["data"] = figure.data, ["layout"] = figure.layout, ["config"] = Config() };
    }

    /// <summary>Buttons that send data elsewhere or do nothing useful here are left out.</summary>
    public static JsonObject Config() => new()
    {
        ["responsive"] = true,
        ["displaylogo"] = false,
        ["modeBarButtonsToRemove"] = Json.Strings(["sendChartToCloud", "sendDataToCloud", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"]),
    };

    JsonObject Layout()
    {
        var onlyHeat = sheet.Panels.All(panel => panel.Figure.Series.Any(series => series is HeatSeries));
        var result = new JsonObject
        {
            ["height"] = Pixels(sheet.Height),
            ["autosize"] = true,
            ["margin"] = new JsonObject
            {
                ["l"] = Pixels(frame.Left), ["t"] = Pixels(frame.Top), ["r"] = Pixels(sheet.Width - frame.Right), ["b"] = Pixels(sheet.Height - frame.Bottom),
            },
            ["font"] = new JsonObject { ["family"] = "Helvetica, Arial, 'Liberation Sans', sans-serif", ["size"] = 12, ["color"] = "#333333" },
            ["paper_bgcolor"] = "#FFFFFF",
            ["plot_bgcolor"] = onlyHeat ? HeatSeries.Missing : "#FFFFFF",
            ["showlegend"] = sheet.Legend is not null,
            ["barmode"] = "group",
            ["bargap"] = 0.26,
            ["hovermode"] = "closest",
        };
        if (sheet.Header.Plotly.Length > 0)
            result["title"] = new JsonObject
            {
                ["text"] = sheet.Header.Plotly,
                ["font"] = new JsonObject { ["size"] = sheet.Header.Size },
                ["x"] = 0, ["xref"] = "container", ["xanchor"] = "left", ["y"] = 1, ["yref"] = "container", ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["l"] = 12, ["t"] = 12 },
            };
        if (sheet.Legend is { } legend)
            result["legend"] = new JsonObject
            {
                ["orientation"] = legend.InRows ? "h" : "v",
                ["x"] = legend.InRows ? 0 : 1.01, ["xanchor"] = "left",
                ["y"] = legend.InRows ? Up(sheet.LegendAt.Y) : 1, ["yanchor"] = "top",
                ["bgcolor"] = "rgba(0,0,0,0)",
            };
        return result;
    }

    void Add(Panel panel, string id)
    {
        var (x, y, plot, figure) = ("x" + id, "y" + id, panel.Plot, panel.Figure);
        layout["xaxis" + id] = PlotlyAxis.Build(figure.XAxis, panel.Canvas.X, panel.CategoryLabels, panel.CategoryLabels?.Every ?? 1, y, Along(plot.Left), Along(plot.Right));
        layout["yaxis" + id] = PlotlyAxis.Build(figure.YAxis, panel.Canvas.Y, null, panel.YEvery, x, Up(plot.Bottom), Up(plot.Top));
        foreach (var series in figure.Series)
        {
            foreach (var trace in series.Traces(panel.Canvas, panel.Styles[series]))
                Add(trace, series, x, y, plot);
            if (series is ReferenceLine line)
                shapes.Add(line.Shape(x, y));
            if (series is ReferenceLine { Name.Length: > 0 } label)
                annotations.Add(label.Annotation(x, y, figure.XAxis.Log, figure.YAxis.Log));
            if (series is HeatSeries heat)
                foreach (var annotation in heat.Annotations(x, y, panel.Canvas))
                    annotations.Add(annotation);
        }

        foreach (var (series, place, value) in panel.DirectLabels())
            annotations.Add(DirectLabel(series, x, y, figure.YAxis.Log ? Math.Log10(value) : value, panel.Canvas.Y.Clamped(value) - place, panel.Styles[series]));
        if (panel.Header.Plotly.Length > 0)
            annotations.Add(PanelTitle(panel));
    }

    void Add(JsonObject trace, Series series, string x, string y, Box plot)
    {
        (trace["xaxis"], trace["yaxis"]) = (x, y);
        if (trace["colorbar"] is JsonObject bar)
        {
            (bar["x"], bar["xanchor"], bar["xpad"]) = (Along(plot.Right), "left", 12);
            (bar["y"], bar["yanchor"], bar["ypad"], bar["len"]) = (Up(plot.MiddleY), "middle", 0, Math.Round(plot.Height / frame.Height, 5));
        }
        else
        {
            trace["legendgroup"] = Markup.Plotly(series.Name);
            if (series.Name.Length == 0 || trace["showlegend"] is null && !named.Add(series.Name))
                trace["showlegend"] = false;
        }

        data.Add(trace);
    }

    JsonObject PanelTitle(Panel panel) => new()
    {
        ["text"] = panel.Header.Plotly, ["showarrow"] = false, ["align"] = "left", ["font"] = new JsonObject { ["size"] = panel.Header.Size },
        ["xref"] = "paper", ["x"] = Along(panel.Plot.Left), ["xanchor"] = "left", ["xshift"] = Pixels(panel.Outer.Left + 10 - panel.Plot.Left),
        ["yref"] = "paper", ["y"] = Up(panel.Plot.Top), ["yanchor"] = "bottom", ["yshift"] = 4,
    };

    // Where a pixel lies in the frame of all plots: 0 to 1 from the left, and from the bottom.
    double Along(double x) => Math.Round((x - frame.Left) / frame.Width, 5);

    double Up(double y) => Math.Round((frame.Bottom - y) / frame.Height, 5);

    static JsonObject DirectLabel(Series series, string x, string y, double value, double shift, Style style) => new()
    {
        ["text"] = Markup.Plotly(series.Name), ["showarrow"] = false, ["font"] = new JsonObject { ["color"] = style.Colour },
        ["xref"] = x + " domain", ["x"] = 1, ["xanchor"] = "left", ["xshift"] = 4,
        ["yref"] = y, ["y"] = value, ["yanchor"] = "middle", ["yshift"] = Pixels(shift),
    };

    static double Pixels(double value) => Math.Round(value, 1);
}
