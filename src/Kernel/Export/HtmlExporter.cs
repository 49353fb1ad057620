using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>A notebook as one HTML page that needs nothing else: no network, no other file, and no JavaScript to be read.</summary>
public static class HtmlExporter
{
    /// <summary>
    /// The page's HTML. Text, code, outputs and pictures are inside it; scripts and KaTeX only where the page uses them. HTML outputs
    /// are passed on as they are.
    /// </summary>
    /// <exception cref="IOException">A script, font or picture is there but cannot be read.</exception>
    public static string Export(Notebook notebook, HtmlOptions options) => Render(notebook, options).Html;

    /// <summary>The page, alone or as part of a site, and what can be looked for in it.</summary>
    /// <exception cref="IOException">A script, font or picture is there but cannot be read.</exception>
    internal static ExportedPage Render(Notebook notebook, HtmlOptions options)
    {
        var (markdown, frame) = (Markdown(notebook, options.Frame?.Link), options.Frame);
        var cells = new CellHtml(markdown, notebook.Language);
        var body = SectionLinks.Resolve(string.Concat(notebook.Cells.Select(cells.Of)), markdown.Headings);
        var title = options.Title ?? markdown.FirstHeading ?? FileName(notebook);
        var files = new PageFiles(options);
        var html = HtmlDocument.Of(title, $"{files.Head(markdown.HasMath, cells.Outputs)}{frame?.Head}",
            $"{frame?.Before}<main>\n{(markdown.HasTitle ? "" : $"<h1>{HtmlText.Encode(title)}</h1>\n")}{body}</main>\n{frame?.After}{files.End(markdown.HasMath)}");
        return new(html, markdown.Headings, markdown.Words);
    }

    /// <summary>The title that the page has unless it is given one.</summary>
    internal static string Title(Notebook notebook)
    {
        var markdown = Markdown(notebook, null);
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown && markdown.FirstHeading is null))
            markdown.Html(cell.Source, cell.Attachments);
        return markdown.FirstHeading ?? FileName(notebook);
    }

    static MarkdownText Markdown(Notebook notebook, Func<string, string?>? link) => new(new PictureSource(Path.GetDirectoryName(notebook.Path)), link);

    static string FileName(Notebook notebook) => Path.GetFileNameWithoutExtension(notebook.Path) ?? "Notebook";
}
