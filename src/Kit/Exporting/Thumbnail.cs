using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kit.Exporting;

/// <summary>The first picture among a notebook's outputs.</summary>
/// <param name="FileEnding">The end of its file's name, e.g. <c>.svg</c>.</param>
/// <param name="Bytes">The picture.</param>
/// <param name="Text">What it shows, in words.</param>
internal sealed partial record Thumbnail(string FileEnding, byte[] Bytes, string Text)
{
    static readonly Dictionary<string, string> endings = new()
    {
        ["image/svg+xml"] = ".svg", ["image/png"] = ".png", ["image/jpeg"] = ".jpg", ["image/gif"] = ".gif", ["image/webp"] = ".webp",
    };

    /// <summary>The notebook's picture, or null when it shows none.</summary>
    public static Thumbnail? Of(Notebook notebook) => notebook.Cells.SelectMany(cell => cell.Outputs).Select(Shown).FirstOrDefault(picture => picture is not null);

    static Thumbnail? Shown(CellOutput output) => output switch
    {
        DisplayOutput display => Of(display.Bundle),
        ResultOutput result => Of(result.Bundle),
        _ => null,
    };

    static Thumbnail? Of(MimeBundle bundle)
    {
        var plain = bundle["text/plain"] ?? "";
        if (bundle["text/html"] is { } html)
            return Picture().Match(html) is { Success: true } tag
                ? Of(tag.Groups["type"].Value, tag.Groups["data"].Value, Description().Match(tag.Value) is { Success: true } text ? WebUtility.HtmlDecode(text.Groups[1].Value) : plain) : null;
        return bundle["image/svg+xml"] is { } svg
            ? new(".svg", Encoding.UTF8.GetBytes(svg), Short(plain))
            : endings.Keys.Where(type => bundle[type] is not null).Select(type => Of(type, bundle[type]!.ReplaceLineEndings(""), plain)).FirstOrDefault();
    }

    static Thumbnail? Of(string type, string base64, string text)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? new(endings[type], bytes[..length], Short(text)) : null;
    }

    /// <summary>The first sentence or line of a description.</summary>
    static string Short(string text) => Sentence().Match(text.Trim()).Value is { Length: > 0 } sentence ? sentence : "Figure";

    [GeneratedRegex("""<img\b[^>]*?\ssrc\s*=\s*["']data:(?<type>image/(?:svg\+xml|png|jpeg|gif|webp));base64,(?<data>[^"']+)["'][^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex("""\salt\s*=\s*"([^"]+)["]""", RegexOptions.IgnoreCase)]
    private static partial Regex Description();

    [GeneratedRegex(@"^.*?(?=\.\s|\.?$)", RegexOptions.Multiline)]
    private static partial Regex Sentence();
}
