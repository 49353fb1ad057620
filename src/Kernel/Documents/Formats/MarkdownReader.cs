using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Reads Markdown as cells: a fenced block of a language that runs is a cell of code, any other block is part of the text.</summary>
internal sealed partial class MarkdownReader
{
    public const string CellWord = "cell", NotebookWord = "notebook";

    readonly List<DocumentCell> _cells = [];
    readonly List<string> _text = [];
    readonly string[] _lines;
    JsonObject? _metadata; // of the cell of text being read, where a comment began it
    int _at;

    public MarkdownReader(string text)
    {
        _lines = text.Split('\n');
        while (_at < _lines.Length)
            if (!ReadMark() && !ReadFence())
                _text.Add(_lines[_at++]);
        EndText();
    }

    /// <summary>The cells.</summary>
    public IReadOnlyList<DocumentCell> Cells => _cells;

    /// <summary>The notebook's metadata, or null.</summary>
    public JsonObject? Metadata { get; private set; }

    /// <summary>Whether a block of this language is a cell without saying so.</summary>
    public static bool IsCell(string language) => language is CellLanguage.CSharp or "fsharp" or "html" or "javascript" or "mermaid" or "sql";

    bool ReadMark()
    {
        if (Mark().Match(_lines[_at]) is not { Success: true } mark || !CellAttributes.TryRead(mark.Groups[2].Value, out _, out var attributes))
            return false;
        if (mark.Groups[1].Value == NotebookWord)
        {
            if (Metadata is not null || _cells.Count > 0 || _text.Any(line => line != ""))
                return false;
            Metadata = attributes;
            _at++;
            return true;
        }
        if (Json.Int(attributes[CellAttributes.End]) is not { } end)
        {
            EndText();
            _metadata = attributes;
            _at++;
            return true;
        }
        var last = Array.IndexOf(_lines, $"<!-- end {end} -->", _at);
        if (last < 0)
            return false;
        EndText();
        attributes.Remove(CellAttributes.End);
        _cells.Add(new(DocumentCell.Markdown, string.Join('\n', _lines[(_at + 1)..last]), null, attributes));
        _at = last + 1;
        return true;
    }

    bool ReadFence()
    {
        if (Fence().Match(_lines[_at]) is not { Success: true } open)
            return false;
        var last = _at + 1;
        while (last < _lines.Length && !Closes(_lines[last], open.Groups[1].Value))
            last++;
        if (last < _lines.Length && Language(open, out var language, out var attributes))
        {
            EndText();
            _cells.Add(new(language, string.Join('\n', _lines[(_at + 1)..last]), null, attributes));
        }
        else
            _text.AddRange(_lines[_at..Math.Min(last + 1, _lines.Length)]);
        _at = last + 1;
        return true;
    }

    static bool Language(Match open, out string language, out JsonObject attributes)
    {
        language = CellLanguage.Normalise(open.Groups[2].Value switch { "cs" => CellLanguage.CSharp, "fs" => "fsharp", var other => other });
        var rest = open.Groups[3].Value.Trim();
        var marked = rest == CellWord || rest.StartsWith(CellWord + " ", StringComparison.Ordinal);
        return CellAttributes.TryRead(marked ? rest[CellWord.Length..] : rest, out _, out attributes)
            && language != "" && !open.Groups[1].Value.StartsWith('~') && (marked || IsCell(language) || rest != "");
    }

    static bool Closes(string line, string fence) =>
        line.TrimEnd() is var end && end.Length >= fence.Length && end.All(c => c == fence[0]);

    void EndText()
    {
        int first = 0, last = _text.Count;
        while (first < last && _text[first] == "")
            first++;
        while (last > first && _text[last - 1] == "")
            last--;
        if (first < last || _metadata is not null)
            _cells.Add(new(DocumentCell.Markdown, string.Join('\n', _text[first..last]), null, _metadata));
        _text.Clear();
        _metadata = null;
    }

    [GeneratedRegex(@"^<!-- (cell|notebook)( .*)? -->$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(`{3,}|~{3,})[ \t]*([^\s`{]*)([^`]*)$")]
    private static partial Regex Fence();
}
