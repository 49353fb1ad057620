using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Languages;

/// <summary>A language that is shown, not run.</summary>
/// <param name="name">Its name.</param>
/// <param name="mimeType">What it is shown as.</param>
/// <param name="wrap">Makes that of a cell's text.</param>
internal sealed class MarkupLanguage(string name, string mimeType, Func<string, string> wrap) : ICellLanguage
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<MarkupLanguage> All { get; } =
    [
        new("html", "text/html", text => text),
        new("markdown", "text/markdown", text => text),
        new("mermaid", "text/markdown", text => $"```mermaid\n{text}\n```"),
    ];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellExecution cell)
    {
        cell.Output.Display(name == "mermaid"
            ? new(new Dictionary<string, string> { [mimeType] = wrap(code.Text), [Renderer.Plain] = code.Text }) // for front ends that do not draw it
            : MimeBundle.Of(mimeType, wrap(code.Text)));
        return null;
    }
}
