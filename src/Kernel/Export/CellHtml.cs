using System.Text;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>Cells as HTML: text as text, code with its counter in the margin and what it left below.</summary>
/// <param name="markdown">The page's Markdown.</param>
/// <param name="language">The language of cells that name none.</param>
internal sealed class CellHtml(MarkdownText markdown, string language)
{
    readonly OutputHtml _outputs = new(markdown);
    readonly StringBuilder _shown = new();

    /// <summary>The HTML of all outputs so far.</summary>
    public string Outputs => _shown.ToString();

    /// <summary>The HTML of a cell; empty for an empty one.</summary>
    public string Of(NotebookCell cell) => cell.Kind switch
    {
        CellKind.Markdown => $"<section class=\"prose\">\n{markdown.Html(cell.Source, cell.Attachments)}</section>\n",
        CellKind.Code => Code(cell),
        _ => Raw(cell),
    };

    string Code(NotebookCell cell)
    {
        var outputs = string.Concat(cell.Outputs.Select(_outputs.Of));
        _shown.Append(outputs);
        var source = Source(cell);
        return source.Length + outputs.Length == 0 ? "" : $"<section class=\"code\">\n{source}{outputs}</section>\n";
    }

    string Source(NotebookCell cell)
    {
        var code = cell.Source.TrimEnd();
        if (code.Length == 0)
            return "";
        var text = (cell.Language ?? language) == CellLanguage.CSharp ? CodeHighlighter.Html(code) : HtmlText.Encode(code);
        var count = cell.ExecutionCount is { } number ? $"<span class=\"count\" aria-hidden=\"true\">{number}</span>" : "";
        var injected = cell.HasTag("injected-parameters");
        var label = injected ? "<span class=\"label\">set for this run</span>" : "";
        var box = $"<div class=\"source{(injected ? " injected" : "")}\">{count}{label}<pre tabindex=\"0\"><code>{text}</code></pre></div>\n";
        return cell.HasTag("hide-input") ? $"<details><summary>Code</summary>\n{box}</details>\n" : box;
    }

    static string Raw(NotebookCell cell) =>
        Json.String(cell.Metadata["raw_mimetype"] ?? cell.Metadata["format"]) == "text/html" ? $"{cell.Source}\n"
        : cell.Source.Trim().Length == 0 ? "" : $"<pre class=\"out text\" tabindex=\"0\">{HtmlText.Encode(cell.Source)}</pre>\n";
}
