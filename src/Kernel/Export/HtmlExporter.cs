using System.Text;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>A notebook as one HTML page that needs nothing else.</summary>
public static class HtmlExporter
{
    /// <summary>The page's HTML.</summary>
    public static string Export(Notebook notebook, HtmlOptions options)
    {
        var page = new StringBuilder($"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{HtmlText.Encode(options.Title ?? "notebook")}</title></head><body>");
        foreach (var cell in notebook.Cells)
            page.Append($"<pre>{HtmlText.Encode(cell.Source)}</pre>");
        return page.Append("</body></html>\n").ToString();
    }
}
