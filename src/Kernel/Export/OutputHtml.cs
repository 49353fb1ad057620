using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>A cell's outputs as HTML: of every value the richest form that a page can show.</summary>
/// <param name="markdown">The page's Markdown.</param>
internal sealed class OutputHtml(MarkdownText markdown)
{
    /// <summary>The HTML of an output; empty for an empty one.</summary>
    public string Of(CellOutput output) => output switch
    {
        StreamOutput stream => Stream(stream),
        DisplayOutput display => Value(display.Bundle),
        ResultOutput result => Value(result.Bundle),
        ErrorOutput error => Error(error),
        UnknownOutput unknown => Block("text", HtmlText.Encode(JsonWriter.Compact(unknown.Json))),
        _ => throw new NotSupportedException($"{output.GetType().Name} is not an output that a page can show"),
    };

    static string Stream(StreamOutput stream) =>
        stream.Text.Length == 0 ? "" : Block(stream.Name == "stderr" ? "stream stderr" : "stream", TerminalText.Html(stream.Text.TrimEnd('\n')));

    static string Error(ErrorOutput error)
    {
        var headline = $"{error.Name}: {error.Value}";
        var lines = error.Traceback.Count > 0 ? string.Join('\n', error.Traceback) : headline;
        var named = lines.Contains(error.Value, StringComparison.Ordinal) ? lines : $"{headline}\n{lines}";
        return Block("error", TerminalText.Html(named.TrimEnd('\n')), " role=\"alert\"");
    }

    string Value(MimeBundle bundle) =>
        bundle["text/html"] is { } html ? $"<div class=\"out wide\"><div>{html}</div></div>\n"
        : bundle["image/svg+xml"] is { } svg ? $"<div class=\"out wide\"><div class=\"picture\">{Svg(svg)}</div></div>\n"
        : Bitmap(bundle) is { } picture ? $"<div class=\"out wide\"><div class=\"picture\">{picture}</div></div>\n"
        : bundle["text/markdown"] is { } text ? $"<div class=\"out prose\">{markdown.Html(text)}</div>\n"
        : bundle["text/latex"] is { } tex ? $"<div class=\"out prose\">{markdown.Html(tex)}</div>\n"
        : bundle["text/plain"] is { } plain ? Block("text", TerminalText.Html(plain.TrimEnd('\n')))
        : string.Concat(bundle.Data.Take(1).Select(other => Block("text", HtmlText.Encode(MimeBundle.IsJson(other.Key) ? other.Value : $"({other.Key})"))));

    static string? Bitmap(MimeBundle bundle)
    {
        var name = ((string[])["image/png", "image/jpeg", "image/gif", "image/webp"]).FirstOrDefault(name => bundle[name] is not null);
        return name is null ? null : $"<img alt=\"{HtmlText.Encode(bundle["text/plain"] ?? "output")}\" src=\"data:{name};base64,{bundle[name]!.ReplaceLineEndings("")}\">";
    }

    /// <summary>As a picture of its own: identifiers and styles of several drawings do not meet.</summary>
    static string Svg(string svg) => $"<img alt=\"drawing\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(svg))}\">";

    static string Block(string name, string html, string attributes = "") => $"<pre class=\"out {name}\" tabindex=\"0\"{attributes}>{html}</pre>\n";
}
