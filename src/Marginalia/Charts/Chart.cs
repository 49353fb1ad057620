using System.Text;
using Marginalia.Charts.Rendering;

namespace Marginalia.Charts;

/// <summary>
/// Anything that is drawn: a <see cref="Figure"/>, a <see cref="FigureGrid"/> or an <see cref="ImageGrid"/>.
/// Notebook engines show it as HTML, terminals as a few lines of text.
/// </summary>
[TypeFormatterSource(typeof(ChartFormats), PreferredMimeTypes = ["text/html", "text/plain"])]
public abstract class Chart
{
    private protected Chart(string title, string subtitle) => (Title, Subtitle) = (title, subtitle);

    /// <summary>What the chart says; may be empty.</summary>
    public string Title { get; }

    /// <summary>A quieter line below the title; may be empty.</summary>
    public string Subtitle { get; }

    /// <summary>The sentence below the chart; may be empty.</summary>
    internal string CaptionText { get; private set; } = "";

    /// <summary>Whether the chart gains anything from plotly.js.</summary>
    internal virtual bool CanBeLive => true;

    /// <summary>A sentence below the chart.</summary>
    public Chart Caption(string text)
    {
        CaptionText = text;
        return this;
    }

    /// <summary>The chart as an SVG image that needs nothing else. The same chart always gives the same bytes.</summary>
    public abstract string ToSvg();

    /// <summary>The chart as <c>{"data": ..., "layout": ..., "config": ...}</c> for plotly.js 2 and later.</summary>
    public abstract string ToPlotlyJson();

    /// <summary>The chart as HTML: the SVG as an image, which a small script replaces by a live figure where plotly.js is at hand.</summary>
    public string ToHtml() => HtmlFigure.Of(this);

    /// <summary>The chart in a few lines of text.</summary>
    public override string ToString() => Plain();

    /// <summary>Writes the chart as an SVG file.</summary>
    /// <param name="path">A file name that ends in <c>.svg</c>.</param>
    public void Save(string path)
    {
        if (!path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Chart '{Title}': cannot save as '{path}'; only .svg is written.", nameof(path));
        File.WriteAllText(path, ToSvg(), new UTF8Encoding(false));
    }

    /// <summary>What the chart shows, in a sentence or two, for people who do not see it.</summary>
    internal abstract string Describe();

    internal abstract string Plain();
}
