using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Marginalia.Kernel.Formatting;

/// <summary>Between HTML and its text.</summary>
internal static partial class HtmlText
{
    /// <summary>Text with <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>, quotes and what is not plain in Latin-1 escaped, safe as content and as an attribute's value.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The HTML of a fragment.</summary>
    public static string Of(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    /// <summary>What a reader would see of the HTML, on one line.</summary>
    public static string Strip(string html) =>
        Blanks().Replace(WebUtility.HtmlDecode(Tag().Replace(Invisible().Replace(html, ""), " ")), " ").Trim();

    [GeneratedRegex(@"<(script|style)\b.*?</\1\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
