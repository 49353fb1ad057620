using System.Numerics;
using Marginalia.Charts.Drawing;
using Marginalia.Charts.Kinds;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts;

/// <summary>
/// A figure with one pair of axes. Data is added kind by kind, each call returns the figure itself:
/// <code>
/// new Figure("Task weights", x: "step", y: "weight", logY: true)
///     .Line(steps, w1, "task 1")
///     .Line(steps, w2, "task 2")
///     .HorizontalLine(1, "equal weighting")
/// </code>
/// Values are copied when added. NaN, infinities and, on a logarithmic axis, values up to zero leave a gap and are counted in the
/// description. In a notebook a figure is a static image that turns live where plotly.js is at hand.
/// </summary>
public sealed class Figure : Chart
{
    readonly List<Series> series = [];
    readonly Legend legend;

    /// <summary>An empty figure.</summary>
    /// <param name="title">What the figure says, in bold above it.</param>
    /// <param name="x">Title of the horizontal axis, with its unit.</param>
    /// <param name="y">Title of the vertical axis, with its unit.</param>
    /// <param name="logX">Whether the horizontal axis is logarithmic.</param>
    /// <param name="logY">Whether the vertical axis is logarithmic.</param>
    /// <param name="subtitle">A quieter line below the title.</param>
    /// <param name="legend">Where series are named.</param>
    /// <param name="width">Pixels, 200 to 2000.</param>
    /// <param name="height">Pixels, 150 to 2000.</param>
    public Figure(
        string title = "", string x = "", string y = "", bool logX = false, bool logY = false, string subtitle = "", Legend legend = Legend.Auto,
        int width = 720, int height = 400) : base(title, subtitle)
    {
        if (width is < 200 or > 2000 || height is < 150 or > 2000)
            throw new ArgumentOutOfRangeException(nameof(width), $"{Me}: {width} x {height} pixels given; 200 to 2000 by 150 to 2000 expected.");
        (Width, Height, this.legend) = (width, height, legend);
        XAxis = new Axis(x, logX) { Tight = true };
        YAxis = new Axis(y, logY);
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Where series are named, settled: direct labels need lines with an end.</summary>
    internal Legend Legend
    {
        get
        {
            Series[] named = [.. series.Where(s => s.Styled && s.Name.Length > 0)];
            return legend switch
            {
                Legend.Auto => named.DistinctBy(s => s.Name).Count() > 1 ? Legend.Right : Legend.None,
                Legend.Direct when named.Any(s => s.End(XAxis.Log, YAxis.Log) is null) => Legend.Right,
                _ => legend,
            };
        }
    }

    internal Axis XAxis { get; }

    internal Axis YAxis { get; }

    internal IReadOnlyList<Series> Series => series;

    /// <summary>A line through (0, y0), (1, y1), ...</summary>
    /// <param name="y">At least one value.</param>
    /// <param name="name">Name in the legend.</param>
    /// <param name="colour">Index into <see cref="Palette.OkabeIto"/>; the next free one when not given.</param>
    /// <param name="dash">How the line is broken; solid when not given.</param>
    public Figure Line<T>(IEnumerable<T> y, string name = "", int? colour = null, Dash? dash = null)
        where T : INumber<T>
    {
        var values = Data.Of(y);
        return Line(Enumerable.Range(0, values.Length), values, name, colour, dash);
    }

    /// <summary>A line through (x0, y0), (x1, y1), ... Throws when the lengths differ or are zero.</summary>
    /// <inheritdoc cref="Line{T}(IEnumerable{T}, string, int?, Dash?)"/>
    public Figure Line<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string name = "", int? colour = null, Dash? dash = null)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var (xs, ys) = Pair("Line", name, x, y);
        return Add(new LineSeries(xs, ys, name) { Slot = colour, Dash = dash });
    }

    /// <summary>Points that are not joined. Throws when the lengths differ or are zero.</summary>
    /// <inheritdoc cref="Line{T}(IEnumerable{T}, string, int?, Dash?)"/>
    public Figure Scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string name = "", int? colour = null)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var (xs, ys) = Pair("Scatter", name, x, y);
        XAxis.Tight = false;
        return Add(new ScatterSeries(xs, ys, name) { Slot = colour });
    }

    /// <summary>A line along <paramref name="mean"/> with a shaded band of <paramref name="spread"/> below and above.</summary>
    /// <inheritdoc cref="Line{T}(IEnumerable{T}, string, int?, Dash?)"/>
    public Figure Band<TX, TY, TS>(
        IEnumerable<TX> x, IEnumerable<TY> mean, IEnumerable<TS> spread, string name = "", int? colour = null, Dash? dash = null)
        where TX : INumber<TX>
        where TY : INumber<TY>
        where TS : INumber<TS>
    {
        var (xs, means) = Pair("Band", name, x, mean);
        var spreads = Data.Of(spread);
        Data.SameLength(Whose("Band", name), (xs.Length, "x values"), (spreads.Length, "spreads"));
        Data.NotNegative(Whose("Band", name), spreads);
        return Add(new BandSeries(xs, means, spreads, name) { Slot = colour, Dash = dash });
    }

    /// <summary>The mean of several runs, usually one per seed, with a band of one sample standard deviation (of zero for a single run).</summary>
    /// <param name="x">The places that all runs share.</param>
    /// <param name="runs">One sequence of values per run, each as long as <paramref name="x"/>.</param>
    /// <param name="name">Name in the legend.</param>
    /// <param name="colour">Index into <see cref="Palette.OkabeIto"/>; the next free one when not given.</param>
    /// <param name="dash">How the line is broken; solid when not given.</param>
    public Figure Runs<TX, TY>(IEnumerable<TX> x, IEnumerable<IEnumerable<TY>> runs, string name = "", int? colour = null, Dash? dash = null)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var xs = Data.Of(x);
        var (means, spreads) = Data.MeanAndSpread(Whose("Runs", name), xs.Length, [.. runs.Select(Data.Of)]);
        return Band(xs, means, spreads, name, colour, dash);
    }

    /// <summary>One bar per category. Further calls put their bars beside these; categories are matched by name.</summary>
    /// <param name="categories">Different names.</param>
    /// <param name="values">One per category.</param>
    /// <param name="name">Name in the legend.</param>
    /// <param name="colour">Index into <see cref="Palette.OkabeIto"/>; the next free one when not given.</param>
    public Figure Bars<T>(IEnumerable<string> categories, IEnumerable<T> values, string name = "", int? colour = null)
        where T : INumber<T>
        => AddBars([.. categories], Data.Of(values), null, name, colour);

    /// <summary>One bar per category with an error bar of plus and minus <paramref name="errors"/>.</summary>
    /// <inheritdoc cref="Bars{T}(IEnumerable{string}, IEnumerable{T}, string, int?)"/>
    public Figure Bars<T, TE>(IEnumerable<string> categories, IEnumerable<T> values, IEnumerable<TE> errors, string name = "", int? colour = null)
        where T : INumber<T>
        where TE : INumber<TE>
        => AddBars([.. categories], Data.Of(values), Data.Of(errors), name, colour);

    /// <summary>How many values fall into each of <paramref name="bins"/> equal bins between their least and largest.</summary>
    /// <inheritdoc cref="Line{T}(IEnumerable{T}, string, int?, Dash?)"/>
    public Figure Histogram<T>(IEnumerable<T> values, int bins = 30, string name = "", int? colour = null)
        where T : INumber<T>
    {
        var data = Data.Of(values);
        Data.NotEmpty(Whose("Histogram", name), data.Length);
        if (bins is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(bins), $"{Whose("Histogram", name)}: {bins} bins given, 1 to 1000 expected.");
        XAxis.Tight = false;
        return Add(new HistogramSeries(data, bins, name) { Slot = colour });
    }

    /// <summary>A matrix as coloured cells, row 0 on top.</summary>
    /// <param name="values">Rows by columns; NaN and infinities stay grey.</param>
    /// <param name="rows">Names of the rows; their indices when not given.</param>
    /// <param name="columns">Names of the columns; their indices when not given.</param>
    /// <param name="text">Whether each cell shows its number.</param>
    /// <param name="colours">Colours for low to high; <see cref="ColourMap.Viridis"/> when not given.</param>
    /// <param name="range">The values at both ends of the colours; the extremes of the data when not given.</param>
    /// <param name="name">Title of the colour bar.</param>
    public Figure Heatmap(
        double[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool text = false, ColourMap? colours = null,
        (double Low, double High)? range = null, string name = "")
    {
        var whose = Whose("Heatmap", name);
        Data.NotEmpty(whose, values.Length);
        if (range is { } ends)
            Data.Ordered(whose, ends);
        if (series.Count > 0)
            throw new InvalidOperationException($"{whose}: the figure already has a {series[0].Kind}; give the heat map a figure of its own.");
        XAxis.Categories.AddRange(Data.Names(whose, columns, values.GetLength(1), "columns"));
        YAxis.Categories.AddRange(Data.Names(whose, rows, values.GetLength(0), "rows"));
        YAxis.Reversed = true;
        return Add(new HeatSeries((double[,])values.Clone(), colours ?? ColourMap.Viridis, range, text, name));
    }

    /// <inheritdoc cref="Heatmap(double[,], IEnumerable{string}?, IEnumerable{string}?, bool, ColourMap?, ValueTuple{double, double}?, string)"/>
    public Figure Heatmap(
        float[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool text = false, ColourMap? colours = null,
        (double Low, double High)? range = null, string name = "") => Heatmap(Data.Widen(values), rows, columns, text, colours, range, name);

    /// <summary>A dashed line across the plot at a height.</summary>
    public Figure HorizontalLine(double y, string name = "") => Add(new ReferenceLine(Data.Finite(Whose("HorizontalLine", name), y), true, name));

    /// <summary>A dashed line up the plot at a place of a numeric axis.</summary>
    public Figure VerticalLine(double x, string name = "") => Add(new ReferenceLine(Data.Finite(Whose("VerticalLine", name), x), false, name));

    /// <summary>Fixes the horizontal axis; what lies beyond is cut off.</summary>
    public Figure XRange(double low, double high) => Range(XAxis, "XRange", low, high);

    /// <summary>Fixes the vertical axis; what lies beyond is cut off.</summary>
    public Figure YRange(double low, double high) => Range(YAxis, "YRange", low, high);

    /// <summary>A sentence below the figure.</summary>
    public new Figure Caption(string text) => (Figure)base.Caption(text);

    /// <summary>Several figures side by side, <paramref name="columns"/> in a row. A series name has the same colour in all of them.</summary>
    public static FigureGrid Grid(int columns, params Figure[] figures) => new("", columns, figures);

    /// <summary>Several figures side by side under one title.</summary>
    public static FigureGrid Grid(string title, int columns, params Figure[] figures) => new(title, columns, figures);

    /// <summary>
    /// Pictures in rows: <c>Figure.Images([.. batch], columns: 8)</c> for any sequence of <c>float[,]</c> (grey, in [0, 1]),
    /// <c>float[,,]</c> (H x W x 3, in [0, 1]) or <c>byte[,,]</c> (H x W x 3).
    /// </summary>
    public static ImageGrid Images(
        IReadOnlyList<Picture> pictures, int columns = 5, IReadOnlyList<string>? names = null, string title = "", string subtitle = "") =>
        new(pictures, columns, names ?? [], title, subtitle);

    /// <inheritdoc/>
    public override string ToSvg() => SvgSheet.Draw(Layout(), Describe());

    /// <inheritdoc/>
    public override string ToPlotlyJson() => Json.Text(PlotlySheet.Build(Layout()));

    internal override string Describe() => Description.Of(this);

    internal override string Plain()
    {
        RequireDrawable();
        return Description.Plain(this);
    }

    /// <summary>Throws when the figure cannot be drawn.</summary>
    internal void RequireDrawable()
    {
        if (series.Count == 0)
            throw new InvalidOperationException($"{Me} has no data; add a Line, Scatter, Band, Bars, Histogram or Heatmap.");
        foreach (var (axis, which) in new[] { (XAxis, "horizontal"), (YAxis, "vertical") })
            if (axis.Categorical && (axis.Log || axis.Range is not null))
                throw new InvalidOperationException($"{Me}: the {which} axis has categories, so it takes neither a range nor a logarithm.");
    }

    Sheet Layout()
    {
        RequireDrawable();
        return Sheet.Of(this);
    }

    Figure AddBars(string[] categories, double[] values, double[]? errors, string name, int? colour)
    {
        var whose = Whose("Bars", name);
        Data.NotEmpty(whose, values.Length);
        Data.SameLength(whose, (categories.Length, "categories"), (values.Length, "values"));
        if (errors is not null)
        {
            Data.SameLength(whose, (values.Length, "values"), (errors.Length, "errors"));
            Data.NotNegative(whose, errors);
        }

        _ = Data.Names(whose, categories, categories.Length, "categories");
        XAxis.Categories.AddRange(categories.Except(XAxis.Categories));
        int[] places = [.. categories.Select(category => XAxis.Categories.IndexOf(category))];
        return Add(new BarSeries(categories, places, values, errors, name) { Slot = colour });
    }

    Figure Add(Series added)
    {
        var other = series.Find(s => s is HeatSeries || s is BarSeries != added is BarSeries && s is not ReferenceLine && added is not ReferenceLine);
        if (other is not null)
            throw new InvalidOperationException(
                $"{Whose(added.Kind, added.Name)}: the figure already has a {other.Kind}, which does not share its axes; use two figures in a Figure.Grid.");
        series.Add(added);
        return this;
    }

    Figure Range(Axis axis, string method, double low, double high)
    {
        Data.Ordered($"{Me}, {method}", (low, high));
        if (axis.Log && low <= 0)
            throw new ArgumentOutOfRangeException(nameof(low), $"{Me}, {method}: {Numbers.Short(low)} given; a logarithmic axis starts above zero.");
        axis.Range = (low, high);
        return this;
    }

    (double[] X, double[] Y) Pair<TX, TY>(string method, string name, IEnumerable<TX> x, IEnumerable<TY> y)
        where TX : INumber<TX>
        where TY : INumber<TY>
    {
        var (xs, ys) = (Data.Of(x), Data.Of(y));
        Data.SameLength(Whose(method, name), (xs.Length, "x values"), (ys.Length, "y values"));
        Data.NotEmpty(Whose(method, name), xs.Length);
        return (xs, ys);
    }

    string Whose(string method, string name) => $"{Me}, {method} '{name}'";

    string Me => $"Figure '{Title}'";
}
