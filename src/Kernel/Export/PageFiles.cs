namespace Marginalia.Kernel.Export;

/// <summary>The styles and scripts of pages: inside a page that stands alone, in files beside the pages of a site.</summary>
/// <param name="options">What there is, and the site that the page is part of.</param>
internal sealed class PageFiles(HtmlOptions options)
{
    const string PageStyle = "page.css", MathStyle = "katex.css", MathScript = "katex.js";

    static readonly string s_style = ReadStyle();

    readonly Katex? _katex = options.KatexFolder is { } folder && new Katex(folder) is { IsThere: true } katex ? katex : null;

    /// <summary>For the head of a page with these outputs.</summary>
    public string Head(bool math, string outputs) => string.Concat((string[])
    [
        math && _katex is not null ? Style(MathStyle, () => _katex.Style) : "",
        Style(PageStyle, () => s_style),
        .. options.Scripts.Where(script => outputs.Contains(script.NeededBy, StringComparison.Ordinal)).Select(script => Script(Name(script), () => File.ReadAllText(script.Path))),
    ]);

    /// <summary>For the end of a page.</summary>
    public string End(bool math) => math && _katex is not null ? Script(MathScript, () => _katex.Script) : "";

    /// <summary>Writes the files that all pages share.</summary>
    /// <exception cref="IOException">A script or font cannot be read, or the folder cannot be written.</exception>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, PageStyle), s_style);
        foreach (var script in options.Scripts)
            File.Copy(script.Path, Path.Combine(folder, Name(script)));
        if (_katex is null)
            return;
        File.WriteAllText(Path.Combine(folder, MathStyle), _katex.Style);
        File.WriteAllText(Path.Combine(folder, MathScript), _katex.Script);
    }

    static string Name(PageScript script) => Path.GetFileName(script.Path);

    string Style(string name, Func<string> text) =>
        options.Frame is { } site ? $"<link rel=\"stylesheet\" href=\"{site.Files}/{name}\">\n" : $"<style>\n{text()}</style>\n";

    string Script(string name, Func<string> text) =>
        options.Frame is { } site ? $"<script src=\"{site.Files}/{name}\"></script>\n" : ScriptText.Element(text());

    static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(PageFiles).Assembly.GetManifestResourceStream("page.css")!);
        return reader.ReadToEnd();
    }
}
