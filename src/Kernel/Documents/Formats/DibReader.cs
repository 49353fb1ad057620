using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Reads .dib: only a line that is exactly <c>#!</c> and a known language starts a cell; empty lines around a cell's text do not count.</summary>
internal sealed class DibReader(string name)
{
    const string Meta = "meta";

    readonly List<DocumentCell> _cells = [];
    readonly JsonObject _metadata = [];

    /// <exception cref="NotebookException">The metadata below <c>#!meta</c> are not a JSON object.</exception>
    public Notebook Read(string text, string? path)
    {
        var lines = text.Replace("\r\n", "\n").Split('\n');
        var (language, start) = (CellLanguage.CSharp, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            if (language == Meta && lines[i].StartsWith("#!", StringComparison.Ordinal))
            {
                End(language, lines[start..i], start); // they may name the language of this line
                (language, start) = (CellLanguage.CSharp, i);
            }
            if ((lines[i] == "#!" + Meta ? Meta : Language(lines[i], Items())) is not { } next)
                continue;
            End(language, lines[start..i], start);
            (language, start) = (next, i + 1);
        }
        End(language, lines[start..], start);
        if (_cells.Count == 0)
            _cells.Add(new(CellLanguage.CSharp, ""));
        return NewNotebook.Of(_cells, Known(_metadata), path);
    }

    /// <summary>The language that a line switches to: a known one, or one that the metadata list by name or alias; null for any other line.</summary>
    public static string? Language(string line, JsonArray? items) =>
        CellLanguage.OfLine(line) ?? (line.StartsWith("#!", StringComparison.Ordinal) ? Find(items, line[2..]) : null);

    /// <summary>The name of a listed kernel, by its name or alias.</summary>
    public static string? Find(JsonArray? items, string name) =>
        (items ?? []).OfType<JsonObject>().Where(item => Json.String(item["name"]) == name || (item["aliases"] as JsonArray)?.Any(alias => Json.String(alias) == name) == true)
            .Select(item => Json.String(item["name"])).FirstOrDefault();

    JsonArray? Items() => (_metadata["kernelInfo"] as JsonObject)?["items"] as JsonArray;

    void End(string language, string[] lines, int line)
    {
        var text = string.Join('\n', lines).Trim('\n');
        if (text == "")
            return;
        if (language != Meta)
        {
            _cells.Add(new(language, text));
            return;
        }
        try
        {
            foreach (var (key, value) in Json.Parse(text) as JsonObject ?? throw new JsonException("it is not an object"))
                _metadata[key] = value?.DeepClone();
        }
        catch (JsonException error)
        {
            throw new NotebookException($"{name}: line {line}: what follows #!meta is not JSON: {Json.Reason(error)}", error);
        }
    }

    // kernelInfo where notebooks keep it.
    static JsonObject Known(JsonObject metadata)
    {
        if (metadata["kernelInfo"] is not JsonObject info)
            return metadata;
        metadata.Remove("kernelInfo");
        if (Json.String(info["defaultKernelName"]) is { } name)
            info["defaultKernelName"] = CellLanguage.Normalise(name);
        else
            info["defaultKernelName"] = NotebookLanguage.Of(metadata);
        if (metadata["polyglot_notebook"] is not JsonObject)
            metadata["polyglot_notebook"] = new JsonObject();
        metadata["polyglot_notebook"]!["kernelInfo"] = info;
        return metadata;
    }
}
