using System.Globalization;
using System.Text;
using Marginalia.Charts;
using Marginalia.Charts.Drawing;

namespace Marginalia.Rendering;

/// <summary>A card as HTML, which takes its colours from the page where the page defines them (--muted, --line).</summary>
internal static class CardHtml
{
    const string Muted = "color:var(--muted,#808080)";
    const string Cell = "padding:.1em .7em .1em 0;vertical-align:top;border:none;background:none;white-space:pre;";
    const int Smallest = 96;

    public static string Of(Card card)
    {
        var html = new StringBuilder($"<div class=\"marginalia-card\" style=\"margin:.4em 0\"><div><strong>{Markup.Xml(card.Kind)}</strong> {Markup.Xml(card.Facts)}</div>");
        foreach (var remark in card.Remarks)
            html.Append($"<div style=\"{Muted};font-size:90%\">{Markup.Xml(remark)}</div>");
        if (card.Pictures.Count > 0)
            html.Append($"<div style=\"display:flex;flex-wrap:wrap;gap:4px;margin:.4em 0\">{string.Concat(card.Pictures.Select(Image))}</div>");
        if (card.Table is { } table)
            Append(html, table);
        return html.Append("</div>").ToString();
    }

    /// <summary>Small pictures are enlarged by a whole number; their pixels stay squares.</summary>
    static string Image(Picture picture)
    {
        var scale = Math.Max(1, (Smallest + picture.Width - 1) / picture.Width);
        return string.Create(CultureInfo.InvariantCulture,
            $"<img alt=\"{picture.Width} x {picture.Height} pixels\" width=\"{picture.Width * scale}\" height=\"{picture.Height * scale}\" style=\"image-rendering:pixelated;margin:0\" src=\"data:image/png;base64,{Convert.ToBase64String(Png.Encode(picture))}\">");
    }

    static void Append(StringBuilder html, CardTable table)
    {
        html.Append("<table style=\"border-collapse:collapse;font-size:92%;margin:.4em 0 0;background:none;border:none;font-variant-numeric:tabular-nums\">");
        if (table.Head.Count > 0)
            AppendRow(html, table, table.Head, "th", $"font-weight:normal;border-bottom:1px solid var(--line,#8886);{Muted}");
        foreach (var row in table.Rows)
            AppendRow(html, table, row, "td", "");
        html.Append("</table>");
    }

    static void AppendRow(StringBuilder html, CardTable table, IReadOnlyList<string> cells, string tag, string style)
    {
        html.Append("<tr style=\"background:none\">");
        for (var column = 0; column < cells.Count; column++)
            html.Append($"<{tag} style=\"{Cell}text-align:{(column < table.Left ? "left" : "right")};{style}\">{Markup.Xml(cells[column])}</{tag}>");
        html.Append("</tr>");
    }
}
