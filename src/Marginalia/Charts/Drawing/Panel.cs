using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Drawing;

/// <summary>One figure's place in a chart: where its plot lies, which ticks it has and where their labels go.</summary>
internal sealed class Panel
{
    public const double TickSize = 11;
    public const double AxisSize = 12;

    /// <param name="figure">What to draw.</param>
    /// <param name="outer">Where to draw it, with its labels.</param>
    /// <param name="styles">The styles of the chart.</param>
    /// <param name="titled">Whether the figure's own title stands above it, as in a grid.</param>
    /// <param name="limit">How many points a series may use.</param>
    /// <param name="shared">Extents that several panels share.</param>
    public Panel(Figure figure, Box outer, Styles styles, bool titled, int limit, (Extent X, Extent Y) shared)
    {
        (Figure, Outer, Styles) = (figure, outer, styles);
        Header = titled ? new(figure.Title, figure.Subtitle, outer.Width - 20, 13) : new("", "", outer.Width, 13);
        var (left, top, right, bottom) = (outer.Left + 12, outer.Top + 6 + Header.Height, outer.Right - 18, outer.Bottom - 8);
        if (figure.Series.Any(series => series is HeatSeries))
            right -= HeatSeries.BarRoom - 6;
        if (figure.Legend == Legend.Direct)
            right -= Math.Min(figure.Series.Where(series => series.Styled).Max(series => TextMetrics.Width(series.Name, AxisSize)), outer.Width * 0.35);

        var (yLow, yHigh) = figure.YAxis.Resolve(shared.Y);
        YTicks = TicksOf(figure.YAxis, yLow, yHigh, Math.Clamp((bottom - top - 40) / 45, 3, 7));
        var widest = YTicks.Max(tick => tick.Label.Width(TickSize));
        left += (figure.YAxis.Title.Length > 0 ? 18 : 0) + Math.Min(widest, outer.Width * 0.3) + 7;

        var (xLow, xHigh) = figure.XAxis.Resolve(shared.X);
        XTicks = TicksOf(figure.XAxis, xLow, xHigh, Math.Clamp((right - left) / 85, 3, 7));
        CategoryLabels = figure.XAxis.Categorical ? new(figure.XAxis.Categories, (right - left) / figure.XAxis.Categories.Count) : null;
        bottom -= (figure.XAxis.Title.Length > 0 ? 20 : 0) + (CategoryLabels?.Height ?? 18);

        Plot = new(left, top, right, bottom);
        if (Plot.Width < 40 || Plot.Height < 30)
            throw new InvalidOperationException(
                $"Figure '{figure.Title}': labels leave no room for the plot; make the figure larger, its names shorter or its grid's columns fewer.");
        Canvas = new(
            Plot,
            new(xLow, xHigh, left, right, figure.XAxis.Log),
            figure.YAxis.Reversed ? new(yLow, yHigh, top, bottom, figure.YAxis.Log) : new(yLow, yHigh, bottom, top, figure.YAxis.Log),
            limit,
            [.. figure.Series.Where(series => series is BarSeries)]);
    }

    public Figure Figure { get; }

    public Box Outer { get; }

    public Styles Styles { get; }

    public Header Header { get; }

    public Box Plot { get; }

    public Canvas Canvas { get; }

    public IReadOnlyList<Tick> XTicks { get; }

    public IReadOnlyList<Tick> YTicks { get; }

    /// <summary>Only each so many-th category of the vertical axis is written.</summary>
    public int YEvery => Figure.YAxis.Categorical ? (int)Math.Ceiling(13 / (Plot.Height / Figure.YAxis.Categories.Count)) : 1;

    /// <summary>Labels of the horizontal axis when it has categories.</summary>
    public CategoryLabels? CategoryLabels { get; }

    /// <summary>Names at the right ends of lines, moved apart where they would overlap.</summary>
    public IEnumerable<(Series Series, double Y, double Value)> DirectLabels()
    {
        const double Apart = 14;
        if (Figure.Legend != Legend.Direct)
            return [];
        var ends = from series in Figure.Series
                   where series.Name.Length > 0
                   let end = series.End(Figure.XAxis.Log, Figure.YAxis.Log)
                   where end is not null
                   orderby Canvas.Y.Clamped(end.Value.Y)
                   select (series, Y: Canvas.Y.Clamped(end.Value.Y), end.Value.Y);
        List<(Series Series, double Y, double Value)> labels = [];
        foreach (var (series, y, value) in ends)
            labels.Add((series, labels.Count > 0 ? Math.Max(y, labels[^1].Y + Apart) : y, value));
        for (var i = labels.Count - 1; i >= 0; i--)
            labels[i] = labels[i] with { Y = Math.Min(labels[i].Y, i == labels.Count - 1 ? Plot.Bottom : labels[i + 1].Y - Apart) };
        return labels;
    }

    static IReadOnlyList<Tick> TicksOf(Axis axis, double low, double high, double target)
    {
        if (axis.Categorical)
            return [.. axis.Categories.Select((category, place) => new Tick(place, new(category)))];
        return axis.Log ? Ticks.Logarithmic(low, high, target) : Ticks.Linear(low, high, target);
    }
}
