using System.Text;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts.Rendering;

/// <summary>
/// A chart as HTML. The image alone is complete: it shows on GitHub, in untrusted notebooks and without JavaScript. The script replaces it by a
/// live figure where plotly.js is at hand.
/// </summary>
internal static class HtmlFigure
{
    public static string Of(Chart chart)
    {
        var (svg, alt) = (chart.ToSvg(), Markup.Xml(chart.Describe()));
        var html = new StringBuilder("<div class=\"marginalia-figure\" style=\"max-width:").Append(Attribute(svg, "width")).Append("px\">\n")
            .Append("<figure role=\"figure\" style=\"margin:0\">\n<img src=\"data:image/svg+xml;base64,")
            .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)))
            .Append($"\" width=\"{Attribute(svg, "width")}\" height=\"{Attribute(svg, "height")}\" style=\"max-width:100%;height:auto\" alt=\"{alt}\">\n");
        if (chart.CaptionText.Length > 0)
            html.Append($"<figcaption style=\"color:var(--muted,#6b6b6b);font-size:90%\">{Markup.Xml(chart.CaptionText)}</figcaption>\n");
        html.Append("</figure>\n");
        if (chart.CanBeLive)
            html.Append($"<script type=\"application/json\">{chart.ToPlotlyJson()}</script>\n<script>{LiveScript.Text}</script>\n");
        return html.Append("</div>").ToString();
    }

    // The first attribute of this name: that of the svg element.
    static string Attribute(string svg, string name)
    {
        var start = svg.IndexOf($" {name}=\"", StringComparison.Ordinal) + name.Length + 3;
        return svg[start..svg.IndexOf('"', start)];
    }
}
