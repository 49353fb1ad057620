namespace Marginalia.Charts.Drawing;

/// <summary>Draws a laid-out chart as SVG.</summary>
internal static class SvgSheet
{
    const string GridColour = "#E4E4E4";
    const string FineGridColour = "#F2F2F2";
    const string AxisColour = "#888888";
    const string TickColour = "#444444";

    public static string Draw(Sheet sheet, string description)
    {
        var svg = new Svg(sheet.Width, sheet.Height, description);
        svg.Rectangle(new(0, 0, sheet.Width, sheet.Height), "#FFFFFF", 6);
        sheet.Header.Draw(svg, 12, 12);
        foreach (var panel in sheet.Panels)
            Draw(svg, panel);
        sheet.Legend?.Draw(svg, sheet.Styles, sheet.LegendAt.X, sheet.LegendAt.Y);
        return svg.ToString();
    }

    static void Draw(Svg svg, Panel panel)
    {
        panel.Header.Draw(svg, panel.Outer.Left + 10, panel.Outer.Top + 6);
        DrawGrid(svg, panel);
        foreach (var series in panel.Figure.Series)
            series.Draw(svg, panel.Canvas, panel.Styles[series]);
        DrawAxes(svg, panel);
        foreach (var series in panel.Figure.Series)
            series.DrawOver(svg, panel.Canvas);
        foreach (var (series, y, _) in panel.DirectLabels())
            svg.Text(panel.Plot.Right + 7, y + 4, new(series.Name), Panel.AxisSize, panel.Styles[series].Colour);
    }

    static void DrawGrid(Svg svg, Panel panel)
    {
        var (plot, canvas, figure) = (panel.Plot, panel.Canvas, panel.Figure);
        var across = figure.YAxis.Categorical ? [] : panel.YTicks;
        var up = figure.XAxis.Categorical ? [] : panel.XTicks;
        foreach (var minor in (bool[])[true, false])
        {
            var rows = across.Where(tick => tick.Minor == minor).Select(tick => canvas.Y[tick.Value]).Select(y => PathData.Open([(plot.Left, y), (plot.Right, y)]));
            var columns = up.Where(tick => tick.Minor == minor).Select(tick => canvas.X[tick.Value]).Select(x => PathData.Open([(x, plot.Top), (x, plot.Bottom)]));
            svg.Stroke(string.Concat(rows.Concat(columns)), minor ? FineGridColour : GridColour);
        }
    }

    static void DrawAxes(Svg svg, Panel panel)
    {
        var (plot, canvas, figure) = (panel.Plot, panel.Canvas, panel.Figure);
        if (!figure.YAxis.Categorical)
        {
            svg.Stroke(PathData.Open([(plot.Left, plot.Top), (plot.Left, plot.Bottom), (plot.Right, plot.Bottom)]), AxisColour);
            if (canvas.Y is { Log: false, Low: < 0, High: > 0 } && figure.XAxis.Categorical)
                svg.Segment(plot.Left, canvas.Y[0], plot.Right, canvas.Y[0], AxisColour);
        }

        foreach (var tick in panel.YTicks.Where(tick => !tick.Minor).Where((_, i) => i % panel.YEvery == 0))
            svg.Text(plot.Left - 6, canvas.Y[tick.Value] + 4, tick.Label, Panel.TickSize, TickColour, "end");
        if (panel.CategoryLabels is { } names)
            names.Draw(svg, canvas.X, plot.Bottom);
        else
            foreach (var tick in Apart(panel.XTicks, canvas.X))
                svg.Text(canvas.X[tick.Value], plot.Bottom + 16, tick.Label, Panel.TickSize, TickColour, "middle");

        if (figure.XAxis.Title.Length > 0)
            svg.Text(plot.MiddleX, plot.Bottom + (panel.CategoryLabels?.Height ?? 18) + 14, new(figure.XAxis.Title), Panel.AxisSize, "#333333", "middle");
        if (figure.YAxis.Title.Length > 0)
            svg.Text(panel.Outer.Left + 20, plot.MiddleY, new(figure.YAxis.Title), Panel.AxisSize, "#333333", "middle", turn: -90);
    }

    // Leaves out labels that would touch the one before.
    static IEnumerable<Tick> Apart(IEnumerable<Tick> ticks, Scale scale)
    {
        var end = double.NegativeInfinity;
        foreach (var tick in ticks.Where(tick => !tick.Minor).OrderBy(tick => scale[tick.Value]))
        {
            var half = tick.Label.Width(Panel.TickSize) / 2;
            if (scale[tick.Value] - half < end + 6)
                continue;
            end = scale[tick.Value] + half;
            yield return tick;
        }
    }
}
