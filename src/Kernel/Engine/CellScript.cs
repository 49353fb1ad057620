using System.Text;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Engine;

/// <summary>Cuts a cell at its directives and language switches. Everything in it is checked before any of it runs.</summary>
/// <param name="languages">The languages by name.</param>
internal sealed class CellScript(IReadOnlyDictionary<string, ICellLanguage> languages)
{
    /// <summary>The parts of a cell, in the order in which they run.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="languageName">Its language, until a line switches.</param>
    /// <exception cref="DirectiveException">A directive or language is not known, or a directive's arguments are wrong.</exception>
    public IReadOnlyList<CellPart> Parse(string cell, string languageName)
    {
        var parts = new List<CellPart>();
        var language = Language(languageName, 1);
        var text = new StringBuilder();
        var lines = cell.ReplaceLineEndings("\n").Split('\n');
        int start = 1, startOfPart = 0;
        PackageLines? packages = null;

        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            if (PackageLines.Reads(line) && language.Name is CellLanguage.CSharp or "fsharp")
            {
                if (packages is null)
                    parts.Insert(startOfPart, new DirectivePart(number, (packages = new()).Run));
                packages.Add(line, number);
                line = ""; // the lines after it keep their numbers
            }
            if (!line.StartsWith("#!", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
                continue;
            }
            EndPart(number + 1);
            var directive = new DirectiveLine(number, line);
            if (Directive.All.FirstOrDefault(known => known.Name == directive.Name) is { } found)
                parts.Add(new DirectivePart(number, found.Parse(directive)));
            else
                language = Language(directive.Name, number);
            startOfPart = parts.Count;
            packages = null;
        }
        EndPart(lines.Length + 1);
        return parts;

        void EndPart(int next)
        {
            if (!string.IsNullOrWhiteSpace(text.ToString()))
                parts.Add(new CodePart(start, language, text.ToString().TrimEnd('\n')));
            text.Clear();
            start = next;
            startOfPart = parts.Count;
        }
    }

    ICellLanguage Language(string name, int line) => languages.TryGetValue(CellLanguage.Normalise(name), out var language)
        ? language
        : throw new DirectiveException(line, CellLanguage.IsKnown(name)
            ? $"#!{name}: cells of this language do not run here; supported are {string.Join(", ", languages.Keys)}"
            : $"#!{name}: unknown directive; known are {string.Join(", ", languages.Keys.Concat(Directive.All.Select(known => known.Name)).Select(known => $"#!{known}"))}");
}
