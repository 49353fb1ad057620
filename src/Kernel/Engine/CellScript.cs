using System.Text;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Engine;

/// <summary>A cell cut at its <c>#!</c> lines; everything in it is checked before any of it runs.</summary>
/// <param name="Parts">What to do, in order.</param>
/// <param name="Timed">Whether it asks for its running time (<c>#!time</c>).</param>
internal sealed partial record CellScript(IReadOnlyList<CellPart> Parts, bool Timed)
{
    const string Directives = "#!csharp, #!html, #!markdown, #!javascript, #!mermaid, #!import, #!time";

    /// <exception cref="DirectiveException">A directive, language or package is not supported.</exception>
    public static CellScript Parse(string cell)
    {
        var parts = new List<CellPart>();
        var timed = false;
        var language = CellLanguage.CSharp;
        var text = new StringBuilder();
        var start = 1;
        var lines = cell.ReplaceLineEndings("\n").Split('\n');

        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            if (!line.StartsWith("#!", StringComparison.Ordinal))
            {
                RefusePackages(language, line, number);
                text.Append(line).Append('\n');
                continue;
            }
            EndPart();
            start = number + 1;
            var (name, argument) = Split(line);
            if (name == "time")
                timed = true;
            else if (name == "import")
                parts.Add(new ImportPart(number, ImportedPath(argument, number)));
            else
                language = Language(name, number);
        }
        EndPart();
        return new(parts, timed);

        void EndPart()
        {
            if (!string.IsNullOrWhiteSpace(text.ToString()))
                parts.Add(language == CellLanguage.CSharp
                    ? new CodePart(start, new string('\n', start - 1) + text.ToString().TrimEnd('\n'))
                    : new MarkupPart(start, language, text.ToString().TrimEnd('\n')));
            text.Clear();
        }
    }

    static (string Name, string Argument) Split(string line)
    {
        var words = line[2..].Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (words.FirstOrDefault() ?? "", words.ElementAtOrDefault(1) ?? "");
    }

    static string Language(string name, int line) => CellLanguage.Normalise(name) switch
    {
        CellLanguage.CSharp or "html" or "markdown" or "javascript" or "mermaid" => CellLanguage.Normalise(name),
        "fsharp" or "pwsh" or "sql" or "kql" or "http" or "python" or "r" or "value" =>
            throw new DirectiveException(line, $"#!{name}: cells of this language do not run here; supported are {CellLanguage.Supported}"),
        _ => throw new DirectiveException(line, $"#!{name}: unknown directive; known are {Directives}"),
    };

    static string ImportedPath(string argument, int line)
    {
        var path = (argument.StartsWith("--file ", StringComparison.Ordinal) ? argument[7..] : argument).Trim().Trim('"');
        return path != "" ? path : throw new DirectiveException(line, "#!import: name the file to run: #!import helpers.csx");
    }

    static void RefusePackages(string language, string line, int number)
    {
        if (language == CellLanguage.CSharp && Package().IsMatch(line))
            throw new DirectiveException(number, $"{line.Trim()}: NuGet packages cannot be referenced yet; build the library and reference its dll by path: #r \"path/to/Library.dll\"");
    }

    [GeneratedRegex(@"^\s*#[ri]\s+""nuget:")]
    private static partial Regex Package();
}
