using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>A cell as the text formats hold it.</summary>
/// <param name="Language">The language of its code, <c>markdown</c> or <c>raw</c>.</param>
/// <param name="Text">Its text.</param>
/// <param name="Id">Its id, where the format holds ids.</param>
/// <param name="Metadata">Its metadata without the language, where the format holds them.</param>
internal sealed record DocumentCell(string Language, string Text, string? Id = null, JsonObject? Metadata = null)
{
    public const string Markdown = "markdown", Raw = "raw";

    /// <summary>A notebook's cells in this form.</summary>
    public static IReadOnlyList<DocumentCell> All(Notebook notebook) => [.. notebook.Cells.Select(cell => new DocumentCell(
        cell.Kind switch
        {
            CellKind.Markdown => Markdown,
            CellKind.Raw => Raw,
            _ => cell.Language ?? notebook.Language,
        },
        cell.Source, cell.Id, Rest(cell)))];

    static JsonObject Rest(NotebookCell cell)
    {
        var rest = (JsonObject)cell.Metadata.DeepClone();
        foreach (var (owner, key) in (ReadOnlySpan<(string, string)>)[("dotnet_interactive", "language"), ("polyglot_notebook", "kernelName")])
            if (rest[owner] is JsonObject language)
            {
                language.Remove(key);
                if (language.Count == 0)
                    rest.Remove(owner);
            }
        return rest;
    }
}
