using System.Text;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>
/// Markdown, .md: text is text, a code cell is a fenced block. <c>&lt;!-- cell --&gt;</c> begins a cell of text where that would not be clear,
/// <c>&lt;!-- notebook ... --&gt;</c> holds the metadata of the whole. It holds language, text and metadata of each cell.
/// </summary>
internal sealed class MarkdownFormat : DocumentFormat
{
    public override string Extension => ".md";

    public override Notebook Read(byte[] bytes, string name, string? path)
    {
        var reader = new MarkdownReader(PlainText.Of(bytes, name));
        return NewNotebook.Of(reader.Cells, reader.Metadata, path);
    }

    public override string Write(Notebook notebook, ConversionTarget target)
    {
        target.LoseRunAndFiles(notebook);
        target.Lose("ids", notebook.Cells.Count(cell => cell.Id is not null));
        var text = new StringBuilder();
        var metadata = (JsonObject)notebook.Metadata.DeepClone();
        foreach (var (key, value) in NewNotebook.Defaults(notebook.Language))
            if (notebook.Language == CellLanguage.CSharp && JsonNode.DeepEquals(metadata[key], value))
                metadata.Remove(key);
        if (metadata.Count > 0)
            text.Append($"<!-- {MarkdownReader.NotebookWord}{CellAttributes.Write(null, metadata)} -->\n");
        var afterText = false;
        foreach (var cell in DocumentCell.All(notebook))
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append(cell.Language == DocumentCell.Markdown ? Text(cell, afterText) : Code(cell));
            afterText = cell.Language == DocumentCell.Markdown;
        }
        return text.ToString();
    }

    static string Text(DocumentCell cell, bool afterText)
    {
        var attributes = CellAttributes.Write(null, cell.Metadata);
        if (ReadsBack(cell.Text))
            return (afterText || attributes != "" ? $"<!-- {MarkdownReader.CellWord}{attributes} -->\n\n" : "") + cell.Text + "\n";
        var end = 1;
        while (cell.Text.Contains($"<!-- end {end} -->", StringComparison.Ordinal))
            end++;
        return $"<!-- {MarkdownReader.CellWord}{attributes} {CellAttributes.End}={end} -->\n{cell.Text}\n<!-- end {end} -->\n";
    }

    // Whether the text alone, between cells, is read as one cell with just this text.
    static bool ReadsBack(string text) =>
        new MarkdownReader($"```csharp\n```\n\n{text}\n\n```csharp\n```\n").Cells is [_, { Language: DocumentCell.Markdown } read, { Language: CellLanguage.CSharp, Text: "" }] && read.Text == text && read.Metadata is not { Count: > 0 };

    static string Code(DocumentCell cell)
    {
        var fence = new string('`', Math.Max(3, LongestRun(cell.Text) + 1));
        var attributes = CellAttributes.Write(null, cell.Metadata);
        var mark = attributes == "" && !MarkdownReader.IsCell(cell.Language) ? $" {MarkdownReader.CellWord}" : "";
        return $"{fence}{cell.Language}{mark}{attributes}\n{(cell.Text == "" ? "" : cell.Text + "\n")}{fence}\n";
    }

    static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }
}
