namespace Marginalia.Charts.Drawing;

/// <summary>A whole chart laid out: its header, its panels and its legend.</summary>
internal sealed class Sheet
{
    // Points in the whole chart: SVG and JSON together stay near 150 kB.
    const int PointBudget = 5000;
    const double Margin = 12;

    Sheet(double width, double height, Header header, Styles styles)
    {
        (Width, Height, Header, Styles) = (width, height, header, styles);
    }

    public double Width { get; }

    public double Height { get; }

    public Header Header { get; }

    public Styles Styles { get; }

    public IReadOnlyList<Panel> Panels { get; private set; } = [];

    public LegendBlock? Legend { get; private set; }

    /// <summary>Left upper corner of the legend.</summary>
    public (double X, double Y) LegendAt { get; private set; }

    public static Sheet Of(Figure figure)
    {
        Figure[] figures = [figure];
        var styles = new Styles(figures);
        var sheet = new Sheet(figure.Width, figure.Height, new(figure.Title, figure.Subtitle, figure.Width - 2 * Margin, 15), styles);
        var box = new Box(0, Margin + sheet.Header.Height, figure.Width, figure.Height);
        if (styles.Named.Count > 0 && figure.Legend is Charts.Legend.Right or Charts.Legend.Below)
        {
            sheet.Legend = new(styles.Named, figure.Width * 0.36, false);
            var inRows = figure.Legend == Charts.Legend.Below || sheet.Legend.Height > box.Height - 60;
            if (inRows)
                sheet.Legend = new(styles.Named, figure.Width - 4 * Margin, true);
            box = inRows ? box with { Bottom = box.Bottom - sheet.Legend.Height - 10 } : box with { Right = box.Right - sheet.Legend.Width - 8 };
        }

        var panel = new Panel(figure, box, styles, false, Limit(figures), Extents(figure));
        sheet.Panels = [panel];
        sheet.LegendAt = sheet.Legend is { InRows: true } ? (panel.Plot.Left, box.Bottom + 2) : (box.Right, panel.Plot.Top + 2);
        return sheet;
    }

    public static Sheet Of(FigureGrid grid)
    {
        const double Width = 720;
        var styles = new Styles(grid.Figures);
        var header = new Header(grid.Title, grid.Subtitle, Width - 2 * Margin, 15);
        var (panelWidth, rows) = ((Width - 8) / grid.Columns, (grid.Figures.Count + grid.Columns - 1) / grid.Columns);
        var panelHeight = grid.PanelHeight > 0 ? grid.PanelHeight : Math.Clamp(panelWidth * 0.72, 190, 360);
        var named = styles.Named.Count > 1 && grid.Figures.Any(figure => figure.Legend != Charts.Legend.Direct);
        var legend = named ? new LegendBlock(styles.Named, Width - 4 * Margin, true) : null;
        var top = Margin + header.Height - 4;
        var sheet = new Sheet(Width, top + rows * panelHeight + (legend?.Height + 12 ?? 4), header, styles)
        {
            Legend = legend,
            LegendAt = (2 * Margin, top + rows * panelHeight + 4),
        };
        var (limit, extents) = (Limit(grid.Figures), grid.Figures.Select(Extents).ToArray());
        var union = extents.Aggregate((all, one) => (all.X.Union(one.X), all.Y.Union(one.Y)));
        sheet.Panels =
        [
            .. grid.Figures.Select((figure, i) =>
            {
                var (x, y) = (4 + i % grid.Columns * panelWidth, top + i / grid.Columns * panelHeight);
                return new Panel(
                    figure, new(x, y, x + panelWidth, y + panelHeight), styles, true, limit,
                    (grid.SharesX ? union.X : extents[i].X, grid.SharesY ? union.Y : extents[i].Y));
            }),
        ];
        return sheet;
    }

    static int Limit(IReadOnlyList<Figure> figures) =>
        Math.Clamp(PointBudget / Math.Max(1, figures.Sum(figure => figure.Series.Sum(series => series.Weight))), 60, 1000);

    static (Extent X, Extent Y) Extents(Figure figure)
    {
        var (logX, logY) = (figure.XAxis.Log, figure.YAxis.Log);
        return (figure.Series.Aggregate(Extent.Empty, (all, series) => all.Union(series.XExtent(logX, logY))),
            figure.Series.Aggregate(Extent.Empty, (all, series) => all.Union(series.YExtent(logX, logY))));
    }
}
