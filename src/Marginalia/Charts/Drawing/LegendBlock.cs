using Marginalia.Charts.Kinds;

namespace Marginalia.Charts.Drawing;

/// <summary>The names of the series beside samples of how they look, in a column or in rows.</summary>
internal sealed class LegendBlock
{
    const double TextSize = 12;
    const double Line = 15;
    const double Sample = 32;

    readonly List<(Series Series, IReadOnlyList<string> Lines, double X, double Y)> entries = [];

    /// <param name="named">The series to name.</param>
    /// <param name="width">The room there is.</param>
    /// <param name="inRows">Side by side where they fit, otherwise one below the other.</param>
    public LegendBlock(IEnumerable<Series> named, double width, bool inRows)
    {
        var (x, y, tallest) = (0.0, 0.0, 0.0);
        foreach (var series in named)
        {
            var lines = TextMetrics.Wrap(series.Name, TextSize, width - Sample);
            var wide = Sample + lines.Max(line => TextMetrics.Width(line, TextSize));
            if (x > 0 && (!inRows || x + wide > width))
                (x, y, tallest) = (0, y + tallest + 4, 0);
            entries.Add((series, lines, x, y));
            tallest = Math.Max(tallest, lines.Count * Line);
            Width = Math.Max(Width, x + wide);
            x += wide + 18;
        }

        Height = y + tallest;
        InRows = inRows;
    }

    public bool InRows { get; }

    public double Width { get; }

    public double Height { get; }

    public void Draw(Svg svg, Styles styles, double left, double top)
    {
        foreach (var (series, lines, x, y) in entries)
        {
            series.DrawSample(svg, left + x + 12, top + y + Line / 2, styles[series]);
            for (var i = 0; i < lines.Count; i++)
                svg.Text(left + x + Sample, top + y + (i + 0.78) * Line, new(lines[i]), TextSize, "#333333");
        }
    }
}
