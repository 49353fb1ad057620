using System.Text;
using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Drawing;

/// <summary>Charts in words.</summary>
internal static class Description
{
    public static string Of(Figure figure)
    {
        var (logX, logY) = (figure.XAxis.Log, figure.YAxis.Log);
        var text = new StringBuilder(Headline(figure)).Append('.');
        foreach (var series in figure.Series)
            text.Append(' ').Append(Capital(Name(series))).Append(": ").Append(series.Summary(logX, logY)).Append('.');
        return text.ToString();
    }

    public static string Of(FigureGrid grid) =>
        $"{Words.Count(grid.Figures.Count, "figure")}{Quoted(grid.Title)}. " + string.Join(" ", grid.Figures.Select(Of));

    public static string Of(ImageGrid grid) =>
        $"{Words.Count(grid.Pictures.Count, "image")}{Quoted(grid.Title)} of {grid.Pictures[0].Height} by {grid.Pictures[0].Width} pixels"
        + (grid.Names.Count > 0 ? $": {string.Join(", ", grid.Names)}." : ".");

    /// <summary>For a terminal: a line about the figure and a line per series.</summary>
    public static string Plain(Figure figure)
    {
        var (logX, logY) = (figure.XAxis.Log, figure.YAxis.Log);
        var width = Math.Min(28, figure.Series.Max(series => Name(series).Length));
        var curves = figure.Series.Max(series => series.Sparkline(logX, logY).Length);
        var lines = figure.Series.Select(series =>
            $"  {Name(series).PadRight(width)}  {(curves > 0 ? series.Sparkline(logX, logY).PadRight(curves) + "  " : "")}{series.Summary(logX, logY)}");
        return string.Join('\n', lines.Prepend(Headline(figure)));
    }

    public static string Plain(FigureGrid grid) =>
        string.Join('\n', grid.Figures.Select(Plain).Prepend($"{Words.Count(grid.Figures.Count, "figure")}{Quoted(grid.Title)}"));

    static string Name(Series series) => series.Name.Length > 0 ? series.Name : series is ReferenceLine ? "reference line" : "values";

    static string Headline(Figure figure)
    {
        var kinds = figure.Series.Where(series => series is not ReferenceLine).Select(series => series.Kind).Distinct().DefaultIfEmpty("reference line");
        return Capital(string.Join(" and ", kinds)) + Quoted(figure.Title) + Axes(figure);
    }

    static string Axes(Figure figure)
    {
        var (x, y) = (Axis(figure.XAxis), Axis(figure.YAxis));
        var extent = figure.Series.Aggregate(Extent.Empty, (all, series) => all.Union(series.XExtent(figure.XAxis.Log, figure.YAxis.Log)));
        if (!figure.XAxis.Categorical && !extent.IsEmpty)
            x = $"{(x.Length > 0 ? x : "x")} from {Numbers.Short(extent.Low)} to {Numbers.Short(extent.High)}";
        return (y.Length > 0 ? $": {y}" : "") + (x.Length > 0 ? $" over {x}" : "");
    }

    static string Axis(Axis axis) => axis.Title + (axis.Log ? axis.Title.Length > 0 ? " (logarithmic)" : "logarithmic scale" : "");

    static string Quoted(string title) => title.Length > 0 ? $" \"{title}\"" : "";

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
