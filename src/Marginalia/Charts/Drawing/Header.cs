namespace Marginalia.Charts.Drawing;

/// <summary>A title and a subtitle, broken into lines.</summary>
internal sealed class Header(string title, string subtitle, double width, double size)
{
    const double SubtitleSize = 12;

    public IReadOnlyList<string> Title { get; } = TextMetrics.Wrap(title, size, width, bold: true);

    public IReadOnlyList<string> Subtitle { get; } = TextMetrics.Wrap(subtitle, SubtitleSize, width);

    public double Height => Title.Count * (size + 4) + Subtitle.Count * (SubtitleSize + 4) + (Title.Count + Subtitle.Count > 0 ? 8 : 0);

    /// <summary>The text as plotly.js reads it.</summary>
    public string Plotly => string.Join("<br>", Title.Select(line => $"<b>{Markup.Plotly(line)}</b>")
        .Concat(Subtitle.Select(line => $"<span style=\"font-size:12px\">{Markup.Plotly(line)}</span>")));

    public double Size => size;

    public void Draw(Svg svg, double left, double top)
    {
        foreach (var line in Title)
        {
            svg.Text(left, top + size - 2, new(line), size, "#1A1A1A", bold: true);
            top += size + 4;
        }

        foreach (var line in Subtitle)
        {
            svg.Text(left, top + SubtitleSize - 1, new(line), SubtitleSize, "#555555");
            top += SubtitleSize + 4;
        }
    }
}
