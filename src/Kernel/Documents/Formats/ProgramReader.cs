using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Reads a program as a notebook: one that was written from a notebook as that notebook, any other as one cell or, at lines <c>// %%</c>, several.</summary>
internal sealed partial class ProgramReader
{
    public const string Notebook = "notebook", Types = "types", Program = "program";

    // What the SDK imports into a program, and a notebook does not.
    const string Implicit = "using System.IO;\nusing System.Net.Http;\nusing System.Threading;";

    readonly List<(string Title, string Type, string Attributes, List<string> Lines)> _sections = [];
    readonly List<string> _head = [];
    readonly Dictionary<string, List<string>> _types = [];
    readonly HashSet<string> _placed = [];
    readonly string _name;

    public ProgramReader(string text, string name)
    {
        _name = name;
        var lines = _head;
        foreach (var line in text.Split('\n'))
        {
            if (ProgramText.Section(line) is not { } words)
            {
                lines.Add(line);
                continue;
            }
            var match = Words().Match(words);
            var readable = CellAttributes.TryRead(match.Groups[3].Value, out _, out _);
            lines = [];
            _sections.Add(readable ? (match.Groups[1].Value.Trim(), match.Groups[2].Value, match.Groups[3].Value, lines) : (words, "", "", lines));
        }
    }

    /// <exception cref="NotebookException">A type that a cell refers to is not in the program.</exception>
    public Documents.Notebook Read(string? path)
    {
        foreach (var section in _sections.Where(section => section.Type == Types))
            ReadTypes(section.Lines);
        System.Text.Json.Nodes.JsonObject? metadata = null;
        var cells = new List<DocumentCell>();
        foreach (var (title, type, attributes, lines) in _sections)
        {
            CellAttributes.TryRead(attributes, out var id, out var own);
            if (title != "")
                own["title"] = title;
            if (type == Notebook)
                metadata = own;
            else if (type is not (Types or Program))
                cells.Add(new(type is "" or "code" ? CellLanguage.CSharp : CellLanguage.Normalise(type), type is "" or "code" or CellLanguage.CSharp ? Code(lines) : Comment(lines), id, own));
        }
        if (_types.Where(type => !_placed.Contains(type.Key)).SelectMany(type => type.Value).ToList() is { Count: > 0 } rest)
            cells.Add(new(CellLanguage.CSharp, Code(rest)));
        if (Head(cells) is { Length: > 0 } head)
            cells.Insert(0, new(CellLanguage.CSharp, head));
        return NewNotebook.Of(cells, metadata, path);
    }

    void ReadTypes(List<string> lines)
    {
        List<string>? block = null;
        foreach (var line in lines)
        {
            if (line.StartsWith(ProgramText.Block, StringComparison.Ordinal))
                _types[line[ProgramText.Block.Length..]] = block = [];
            else if (block is not null)
                block.Add(line);
            else if (line != "")
                _types[""] = block = [line];
        }
    }

    IEnumerable<string> Type(string name)
    {
        _placed.Add(name);
        return _types.TryGetValue(name, out var lines) ? Trimmed(lines)
            : throw new NotebookException($"{_name}: the type {name} is not in the program; expected a line '{ProgramText.Block}{name}' below '// %% [{Types}]', or none '{ProgramText.Moved}{name}'");
    }

    string Code(List<string> lines) => ProgramText.Unescape(Trimmed(lines), Type);

    static string Comment(List<string> lines) =>
        string.Join('\n', Trimmed(lines).Select(line => line.StartsWith("// ", StringComparison.Ordinal) ? line[3..] : line.StartsWith("//", StringComparison.Ordinal) ? line[2..] : line));

    // The blank lines between sections are nobody's.
    static IEnumerable<string> Trimmed(List<string> lines) => lines.SkipWhile(line => line == "").Reverse().SkipWhile(line => line == "").Reverse();

    // What stands above the first section and is neither common nor a cell's own.
    string Head(List<DocumentCell> cells)
    {
        var own = cells.Where(cell => cell.Language == CellLanguage.CSharp).SelectMany(cell => cell.Text.Split('\n')).Select(line => line.Trim()).ToHashSet();
        var references = own.Select(line => Reference().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value.Trim()).ToList();
        var kept = _head.Where(line => !ProgramHeader.IsCommon(line) && !own.Contains(line) && !(line.StartsWith("using ", StringComparison.Ordinal) && own.Any(text => Packed(text).Contains(Packed(line), StringComparison.Ordinal)))
            && !references.Any(reference => Refers(line, reference))).Select(Referring);
        var text = string.Join('\n', Trimmed([.. kept]));
        return text == "" || _head.Any(line => line.StartsWith(ProgramHeader.Title, StringComparison.Ordinal) || line == "#:property ImplicitUsings=disable") ? text : $"{Implicit}\n{text}";
    }

    static string Packed(string line) => string.Concat(line.Where(c => !char.IsWhiteSpace(c)));

    static bool Refers(string line, string reference) =>
        line == ProgramHeader.PackageOf(reference)
        || (line.StartsWith("#:project ", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(line[10..]) is var project
            && (reference == project || reference.EndsWith("." + project, StringComparison.Ordinal) || (reference.StartsWith("project:", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(reference) == project)))
        || (line.StartsWith("#:property RestoreAdditionalProjectSources=", StringComparison.Ordinal) && reference.StartsWith("nuget:", StringComparison.Ordinal));

    static string Referring(string line) =>
        Package().Match(line) is { Success: true } package ? $"#r \"nuget: {package.Groups[1].Value}{(package.Groups[2].Value is "" or "*" ? "" : ", " + package.Groups[2].Value)}\""
        : line.StartsWith("#:project ", StringComparison.Ordinal) ? $"#r \"project: {line[10..].Trim()}\""
        : line.StartsWith("#:", StringComparison.Ordinal) || line.StartsWith("#!", StringComparison.Ordinal) ? "// " + line
        : line;

    [GeneratedRegex(@"^(.*?)\s*(?:\[([\w#.-]+)\])?((?:(?:^|\s+)[\w.-]+=.*)?)$")]
    private static partial Regex Words();

    [GeneratedRegex("""^#[ri]\s+"([^"]+)"$""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^#:package\s+([^@\s]+)(?:@(\S+))?\s*$")]
    private static partial Regex Package();
}
