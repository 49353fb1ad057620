using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>.NET Interactive's text format, .dib: the language of each cell on a line of its own. It holds language and text, and metadata of the whole.</summary>
internal sealed class DibFormat : DocumentFormat
{
    public override string Extension => ".dib";

    public override Notebook Read(byte[] bytes, string name, string? path) => new DibReader(name).Read(PlainText.Of(bytes, name), path);

    public override string Write(Notebook notebook, ConversionTarget target)
    {
        var cells = DocumentCell.All(notebook);
        target.LoseRunAndFiles(notebook);
        target.Lose("metadata", cells.Count(cell => cell.Metadata is { Count: > 0 }));
        target.Lose("ids", cells.Count(cell => cell.Id is not null));
        target.Lose("blank lines around the text", cells.Count(cell => cell.Text != cell.Text.Trim('\n') && cell.Text.Trim('\n') != ""));
        target.Lose("empty text", cells.Count(cell => cell.Text.Trim('\n') == ""));
        target.Lose("raw text, now Markdown", cells.Count(cell => cell.Language == DocumentCell.Raw));
        var items = new JsonArray();
        var metadata = Metadata(notebook, cells, items);
        var switches = 0;
        var text = $"#!meta\n\n{JsonWriter.Compact(metadata)}\n" + string.Concat(cells.Select(cell => Cell(cell, items, ref switches)));
        target.Lose("lines that would start a new cell, now with a blank at their end", switches);
        return text;
    }

    static string Cell(DocumentCell cell, JsonArray items, ref int switches)
    {
        var language = cell.Language == DocumentCell.Raw ? DocumentCell.Markdown : cell.Language;
        var lines = (cell.Text + "\n").Replace("\r\n", "\n").Trim('\n').Split('\n').ToList();
        if (CellLanguage.OfLine(lines[0]) == language)
            lines.RemoveAt(0); // the cell's own line says it
        var starts = lines.Index().Where(line => line.Item == "#!meta" || DibReader.Language(line.Item, items) is not null).Select(line => line.Index).ToList();
        foreach (var start in starts)
            lines[start] += " ";
        switches += starts.Count > 0 ? 1 : 0;
        var text = string.Join('\n', lines).Trim('\n');
        return text == "" ? "" : $"\n#!{language}\n\n{text}\n";
    }

    // kernelInfo at the top, as the format has it; it names every language in use, or its readers would not know them.
    static JsonObject Metadata(Notebook notebook, IReadOnlyList<DocumentCell> cells, JsonArray items)
    {
        var metadata = (JsonObject)notebook.Metadata.DeepClone();
        var defaults = NewNotebook.Defaults(notebook.Language);
        var info = (metadata["polyglot_notebook"] as JsonObject)?["kernelInfo"] as JsonObject ?? metadata["kernelInfo"] as JsonObject;
        foreach (var item in info?["items"] as JsonArray ?? [])
            items.Add(item?.DeepClone());
        foreach (var language in cells.Select(cell => cell.Language).Prepend(notebook.Language).Distinct())
            if (language is not (DocumentCell.Markdown or DocumentCell.Raw) && DibReader.Find(items, language) is null)
                items.Add((JsonNode)new JsonObject { ["aliases"] = new JsonArray(), ["name"] = language });
        foreach (var key in (string[])["kernelspec", "language_info"])
            if (JsonNode.DeepEquals(metadata[key], defaults[key]))
                metadata.Remove(key);
        metadata.Remove("kernelInfo");
        if (metadata["polyglot_notebook"] is JsonObject polyglot && polyglot.Remove("kernelInfo") && polyglot.Count == 0)
            metadata.Remove("polyglot_notebook");
        return new(metadata.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
            .Prepend(KeyValuePair.Create<string, JsonNode?>("kernelInfo", new JsonObject { ["defaultKernelName"] = notebook.Language, ["items"] = items })));
    }
}
