using System.Text;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Export;

/// <summary>A notebook as one HTML page that needs nothing else: no network, no other file, and no JavaScript to be read.</summary>
public static class HtmlExporter
{
    static readonly string s_style = ReadStyle();

    /// <summary>
    /// The page's HTML. Text, code, outputs and pictures are inside it; scripts and KaTeX only where the page uses them. HTML outputs
    /// are passed on as they are.
    /// </summary>
    /// <exception cref="IOException">A script, font or picture is there but cannot be read.</exception>
    public static string Export(Notebook notebook, HtmlOptions options)
    {
        var markdown = new MarkdownText(new PictureSource(Path.GetDirectoryName(notebook.Path)));
        var cells = new CellHtml(markdown, notebook.Language);
        var body = string.Concat(notebook.Cells.Select(cells.Of));
        var title = HtmlText.Encode(options.Title ?? markdown.FirstHeading ?? Path.GetFileNameWithoutExtension(notebook.Path) ?? "Notebook");
        var katex = markdown.HasMath && options.KatexFolder is { } folder && new Katex(folder) is { IsThere: true } found ? found : null;

        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append($"<link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n")
            .Append(katex?.Head)
            .Append($"<style>\n{s_style}</style>\n");
        foreach (var script in options.Scripts.Where(script => cells.Outputs.Contains(script.NeededBy, StringComparison.Ordinal)))
            page.Append(ScriptText.Element(File.ReadAllText(script.Path)));
        page.Append("</head>\n<body>\n<main>\n");
        if (!markdown.HasTitle)
            page.Append($"<h1>{title}</h1>\n");
        return page.Append(body).Append("</main>\n").Append(katex?.End).Append("</body>\n</html>\n").ToString();
    }

    static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(HtmlExporter).Assembly.GetManifestResourceStream("page.css")!);
        return reader.ReadToEnd();
    }
}
