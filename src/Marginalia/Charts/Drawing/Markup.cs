using System.Text;

namespace Marginalia.Charts.Drawing;

/// <summary>User text made safe for XML, HTML and plotly.js.</summary>
internal static class Markup
{
    /// <summary>Escapes text for an XML or HTML element or double-quoted attribute; characters that XML forbids become U+FFFD.</summary>
    public static string Xml(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                '"' => result.Append("&quot;"),
                '\t' or '\n' or '\r' => result.Append(' '),
                < 32 or 0xFFFE or 0xFFFF => result.Append('\uFFFD'),
                _ => result.Append(rune.ToString()),
            };
        return result.ToString();
    }

    /// <summary>Escapes the pseudo-HTML that plotly.js understands in its texts, and the dollar signs that it takes for TeX.</summary>
    public static string Plotly(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("$", "&#36;");
}
