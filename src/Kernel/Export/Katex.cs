using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Export;

/// <summary>KaTeX as a page carries it: style with its fonts inside, script, and the call that typesets the formulas of the page's Markdown.</summary>
/// <param name="folder">The folder with <c>katex.min.js</c>, <c>katex.min.css</c> and <c>fonts/</c>.</param>
internal sealed partial class Katex(string folder)
{
    const string Typeset = """
        for (const formula of document.querySelectorAll("[data-tex]")) {
          const tex = formula.textContent;
          katex.render(tex.slice(2, -2), formula, { displayMode: tex.startsWith("\\["), throwOnError: false, strict: "ignore" });
        }
        """;

    readonly string _script = Path.Combine(folder, "katex.min.js"), _style = Path.Combine(folder, "katex.min.css");

    /// <summary>Whether the folder holds script and style.</summary>
    public bool IsThere => File.Exists(_script) && File.Exists(_style);

    /// <summary>The script and its call, for the page's end.</summary>
    public string Script => $"{File.ReadAllText(_script)}\n{Typeset}";

    /// <summary>The style, for the page's head, with every font as a data URI (woff2 only), and without those that are not there.</summary>
    public string Style => FontFace().Replace(File.ReadAllText(_style), face =>
        FontFile().Match(face.Value) is { Success: true } file && Path.Combine(folder, file.Groups["path"].Value) is var path && File.Exists(path)
            ? FontSource().Replace(face.Value, $"src:url(data:font/woff2;base64,{Convert.ToBase64String(File.ReadAllBytes(path))}) format(\"woff2\")")
            : "");

    [GeneratedRegex(@"@font-face\s*\{[^}]*\}")]
    private static partial Regex FontFace();

    [GeneratedRegex("""url\(["']?(?<path>[^)"']+\.woff2)["']?\)""")]
    private static partial Regex FontFile();

    [GeneratedRegex(@"src:[^;}]*")]
    private static partial Regex FontSource();
}
