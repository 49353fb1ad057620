using System.Net;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>Links to the headings of their own page. Jupyter names a heading <c>#The-Law</c>, this page <c>#the-law</c>.</summary>
internal static partial class SectionLinks
{
    /// <summary>The HTML with such links leading to the page's names; a link that finds what it names stays as it is.</summary>
    public static string Resolve(string html, IReadOnlyList<PageHeading> headings)
    {
        var anchors = headings.Select(heading => heading.Anchor).ToHashSet();
        return Link().Replace(html, link =>
        {
            var name = Uri.UnescapeDataString(WebUtility.HtmlDecode(link.Groups["name"].Value));
            return anchors.Contains(name) || !anchors.Contains(Anchors.Stem(name)) || html.Contains($"id=\"{HtmlText.Encode(name)}\"", StringComparison.Ordinal)
                ? link.Value : $"<a href=\"#{Anchors.Stem(name)}\"";
        });
    }

    [GeneratedRegex("""<a href="#(?<name>[^"]+)["]""")]
    private static partial Regex Link();
}
