using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Writes a notebook as a program.</summary>
/// <param name="notebook">The notebook.</param>
/// <param name="target">The file that it becomes.</param>
/// <param name="silent">The cells, from 0, whose trailing expression is known to have no value.</param>
internal sealed partial class ProgramWriter(Notebook notebook, ConversionTarget target, IReadOnlySet<int> silent)
{
    readonly HashSet<string> _typeNames = [];
    readonly StringBuilder _body = new(), _types = new();
    readonly List<string> _copies = [], _usings = [], _notes = [];
    readonly ProgramHeader _header = new(target);
    bool _hasStatement;

    /// <summary>What the program cannot say.</summary>
    public IEnumerable<string> Notes => _notes.Concat(_header.Notes);

    /// <summary>The program.</summary>
    public string Write()
    {
        Metadata();
        foreach (var (index, cell) in DocumentCell.All(notebook).Index())
            Section(cell, index);
        var shows = Shows().IsMatch(_body.ToString()) || Shows().IsMatch(_types.ToString());
        var text = new StringBuilder(_header.Write(Path.GetFileName(target.Path), _usings, shows)).Append(_body);
        if (!_hasStatement)
            text.Append($"\n// %% [{ProgramReader.Program}]\nreturn; // a program has at least one statement\n");
        if (_types.Length > 0)
            text.Append($"\n// %% [{ProgramReader.Types}]\n").Append(_types);
        if (shows || _copies.Count > 0)
            text.Append($"\n// %% [{ProgramReader.Program}]\n").AppendJoin('\n', _copies.Append(shows ? ProgramDisplay.Class.ReplaceLineEndings("\n") : "")).Append('\n');
        return text.ToString();
    }

    void Metadata()
    {
        var metadata = (JsonObject)notebook.Metadata.DeepClone();
        foreach (var (key, value) in NewNotebook.Defaults(CellLanguage.CSharp))
            if (notebook.Language == CellLanguage.CSharp && JsonNode.DeepEquals(metadata[key], value))
                metadata.Remove(key);
        if (metadata.Count > 0)
            _body.Append($"\n// %% [{ProgramReader.Notebook}]{CellAttributes.Write(null, metadata)}\n");
    }

    void Section(DocumentCell cell, int index)
    {
        var type = cell.Language == CellLanguage.CSharp ? "" : $" [{cell.Language}]";
        _body.Append($"\n// %%{type}{CellAttributes.Write(cell.Id, cell.Metadata)}\n");
        if (cell.Language != CellLanguage.CSharp)
        {
            _body.AppendJoin('\n', cell.Text.Split('\n').Select(line => line == "" ? "//" : $"// {line}")).Append('\n');
            if (cell.Language is not (DocumentCell.Markdown or DocumentCell.Raw))
                _notes.Add($"cell {index + 1}: {cell.Language} stands as a comment");
            return;
        }
        var code = ProgramText.Escape(cell.Text);
        code = notebook.Cells[index].HasTag("skip-execution") ? Hidden(code) : Adapted(Directives(code, index), index);
        if (code == "")
            return;
        var (first, last) = (code.StartsWith('\n') ? ProgramText.Added + "\n" : "", code.EndsWith('\n') ? ProgramText.Added + "\n" : "");
        _body.Append(first).Append(code).Append('\n').Append(last);
    }

    static string Hidden(string code) => string.Join('\n', code.Split('\n').Select(ProgramText.Hide));

    string Adapted(string code, int index)
    {
        var cell = new ProgramCell(code, silent.Contains(index), Unique);
        _hasStatement |= cell.HasStatement;
        _usings.AddRange(cell.Usings);
        _copies.AddRange(cell.Copies);
        foreach (var (name, text) in cell.Types)
            _types.Append($"\n{ProgramText.Block}{name}\n{text}\n");
        _notes.AddRange(cell.Notes.Select(note => $"cell {index + 1}: {note}"));
        return cell.Code;
    }

    // Hides the lines that only a notebook knows, and what stands in another language.
    string Directives(string code, int index)
    {
        var lines = code.Split('\n');
        var language = CellLanguage.CSharp;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var isSwitch = line.StartsWith("#!", StringComparison.Ordinal);
            if (isSwitch && CellLanguage.IsKnown(line[2..].Split(' ')[0]))
                language = CellLanguage.Normalise(line[2..].Split(' ')[0]);
            else if (isSwitch && language == CellLanguage.CSharp && line is not "#!time")
                _notes.Add($"cell {index + 1}: '{line}' stands as a comment");
            var isReference = language == CellLanguage.CSharp && _header.Take(line, index);
            if (isSwitch || isReference || language != CellLanguage.CSharp)
                lines[i] = ProgramText.Hide(lines[i]);
            if (isSwitch && language != CellLanguage.CSharp)
                _notes.Add($"cell {index + 1}: {language} stands as a comment");
        }
        return string.Join('\n', lines);
    }

    string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !_typeNames.Add(unique); i++)
            unique = $"{name}#{i}";
        return unique;
    }

    [GeneratedRegex(@"\b(display|Display|DisplayAs)\s*\(")]
    private static partial Regex Shows();
}
