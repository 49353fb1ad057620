using System.Globalization;
using System.Text.Json.Nodes;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts.Kinds;

/// <summary>A matrix as coloured cells, row 0 on top, with a bar that explains the colours. Cells that are not finite stay grey.</summary>
internal sealed class HeatSeries(double[,] values, ColourMap map, (double Low, double High)? range, bool text, string name) : Series(name)
{
    // Above this many cells a raster image is smaller than shapes.
    const int CellsAsShapes = 400;

    /// <summary>The colour of cells that are not finite.</summary>
    public const string Missing = "#DDDDDD";
    /// <summary>Pixels that the colour bar takes beside the plot.</summary>
    public const double BarRoom = 74;

    public override string Kind => "heat map";

    public override bool Styled => false;

    public int Rows => values.GetLength(0);

    public int Columns => values.GetLength(1);

    public override Extent XExtent(bool logX, bool logY) => new(0, Columns - 1);

    public override Extent YExtent(bool logX, bool logY) => new(0, Rows - 1);

    public override void Draw(Svg svg, Canvas canvas, Style style)
    {
        var (low, high) = Range();
        if (values.Length > CellsAsShapes)
            svg.Image(canvas.Plot, Png.Encode(Picture.Colours(Rows, Columns, (row, column) => Colour(values[row, column], low, high))));
        else
            ForEachCell((row, column) =>
            {
                var value = values[row, column];
                var box = new Box(canvas.X[column - 0.5], canvas.Y[row - 0.5], canvas.X[column + 0.5], canvas.Y[row + 0.5]);
                // Reaching a little under the next cells leaves no seams between them.
                var wider = box with { Right = Math.Min(box.Right + 0.6, canvas.Plot.Right), Bottom = Math.Min(box.Bottom + 0.6, canvas.Plot.Bottom) };
                svg.Rectangle(wider, double.IsFinite(value) ? map.Hex(Part(value, low, high)) : Missing);
                if (text)
                    svg.Text(box.MiddleX, box.MiddleY + 4, new(CellText(value)), CellSize(canvas), Ink(value, low, high), "middle");
            });
        DrawBar(svg, canvas.Plot, low, high);
    }

    public override void DrawSample(Svg svg, double x, double y, Style style)
    {
    }

    public override IEnumerable<JsonObject> Traces(Canvas canvas, Style style)
    {
        var (low, high) = Range();
        yield return new JsonObject
        {
            ["type"] = "heatmap",
            ["z"] = new JsonArray([.. Enumerable.Range(0, Rows).Select(row => Json.Rounded(Row(row), high - low))]),
            ["zmin"] = low,
            ["zmax"] = high,
            ["colorscale"] = new JsonArray([.. map.Places.Select(place => new JsonArray(Math.Round(place, 4), map.Hex(place)))]),
            ["colorbar"] = new JsonObject
            {
                ["thickness"] = 12, ["outlinewidth"] = 0, ["title"] = new JsonObject { ["text"] = Markup.Plotly(Name), ["side"] = "right" },
            },
            ["hovertemplate"] = "row %{y}, column %{x}: %{z}<extra></extra>",
        };
    }

    /// <summary>The cells' numbers as annotations of a plotly.js layout, since older versions cannot write into cells.</summary>
    public IEnumerable<JsonObject> Annotations(string x, string y, Canvas canvas)
    {
        if (!text)
            yield break;
        var (low, high) = Range();
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                yield return new JsonObject
                {
                    ["text"] = CellText(values[row, column]),
                    ["x"] = column,
                    ["y"] = row,
                    ["xref"] = x,
                    ["yref"] = y,
                    ["showarrow"] = false,
                    ["font"] = new JsonObject { ["size"] = CellSize(canvas), ["color"] = Ink(values[row, column], low, high) },
                };
    }

    public override string Summary(bool logX, bool logY) => $"{Rows} by {Columns} cells, {Words.Range(values.Cast<double>())}";

    (double Low, double High) Range()
    {
        if (range is { } given)
            return given;
        var extent = Extent.Of(values.Cast<double>(), false);
        return extent.IsEmpty ? (0, 1) : extent.Span > 0 ? (extent.Low, extent.High) : (extent.Low - 0.5, extent.High + 0.5);
    }

    void DrawBar(Svg svg, Box plot, double low, double high)
    {
        const int Steps = 64;
        var scale = new Scale(low, high, plot.Bottom, plot.Top, false);
        var (left, right) = (plot.Right + 14, plot.Right + 26);
        for (var step = Steps - 1; step >= 0; step--)
            svg.Rectangle(new(left, plot.Bottom - plot.Height * (step + 1) / Steps, right, plot.Bottom), map.Hex((step + 0.5) / Steps));
        foreach (var tick in Ticks.Linear(low, high, plot.Height / 50))
            svg.Text(right + 5, scale[tick.Value] + 4, tick.Label, 11, "#444444");
        if (Name.Length > 0)
            svg.Text(plot.Right + BarRoom - 6, plot.MiddleY, new(Name), 12, "#333333", "middle", turn: -90);
    }

    (byte, byte, byte) Colour(double value, double low, double high) =>
        double.IsFinite(value) ? map.At(Part(value, low, high)) : ((byte)0xDD, (byte)0xDD, (byte)0xDD);

    IEnumerable<double> Row(int row) => Enumerable.Range(0, Columns).Select(column => values[row, column]);

    string Ink(double value, double low, double high)
    {
        var (r, g, b) = double.IsFinite(value) ? map.At(Part(value, low, high)) : ((byte)255, (byte)255, (byte)255);
        return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#111111" : "#FFFFFF";
    }

    double CellSize(Canvas canvas) => Math.Clamp(Math.Min(canvas.Plot.Width / Columns / 3.4, canvas.Plot.Height / Rows / 1.5), 6, 12);

    void ForEachCell(Action<int, int> action)
    {
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                action(row, column);
    }

    static double Part(double value, double low, double high) => (value - low) / (high - low);

    static string CellText(double value) =>
        double.IsFinite(value) ? value.ToString("G3", CultureInfo.InvariantCulture).Replace('-', '\u2212').Replace("E", "e") : "";
}
