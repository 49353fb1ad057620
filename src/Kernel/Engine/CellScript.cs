using System.Text;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Engine;

/// <summary>Cuts a cell at its directives and language switches. Everything in it is checked before any of it runs.</summary>
/// <param name="languages">The languages of the engine.</param>
internal sealed class CellScript(LanguageTable languages)
{
    /// <summary>The parts of a cell, in the order in which they run.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="languageName">Its language, until a line switches.</param>
    /// <exception cref="DirectiveException">A directive or language is not known, or a directive's arguments are wrong.</exception>
    public IReadOnlyList<CellPart> Parse(string cell, string languageName)
    {
        var parts = new List<CellPart>();
        var known = new LanguageTable(languages.All); // with those that the cell connects to
        var language = Language(languageName, 1);
        var options = Options.None;
        var text = new StringBuilder();
        var lines = cell.ReplaceLineEndings("\n").Split('\n');
        int start = 1, startOfPart = 0;
        PackageLines? packages = null;

        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            if (PackageLines.Reads(line) && language.Name is CellLanguage.CSharp or CellLanguage.FSharp)
            {
                if (packages is null)
                    parts.Insert(startOfPart, new DirectivePart(number, (packages = new()).Run));
                packages.Add(line, number);
                line = ""; // the lines after it keep their numbers
            }
            if (!line.StartsWith("#!", StringComparison.Ordinal) || (language is ValueStore && !Knows(line)))
            {
                text.Append(line).Append('\n');
                continue;
            }
            EndPart(number + 1);
            var directive = new DirectiveLine(number, line);
            var scope = new CellScope(known, language);
            if (Directive.Find(directive.Name) is { } found)
            {
                parts.Add(new DirectivePart(number, found.Parse(directive, scope)));
            }
            else
            {
                language = Language(directive.Name, number);
                options = Options.Read(directive, language.Options, scope);
            }
            startOfPart = parts.Count;
            packages = null;
        }
        EndPart(lines.Length + 1);
        return parts;

        void EndPart(int next)
        {
            if (!string.IsNullOrWhiteSpace(text.ToString()) || !options.IsEmpty)
                parts.Add(new CodePart(start, language, text.ToString().TrimEnd('\n'), options));
            text.Clear();
            options = Options.None;
            start = next;
            startOfPart = parts.Count;
        }

        bool Knows(string line) => new DirectiveLine(0, line).Name is var name && (Directive.Find(name) is not null || known.Find(name) is not null);

        ICellLanguage Language(string name, int line) => known.Find(name) ?? throw new DirectiveException(line, CellLanguage.IsKnown(name)
            ? $"#!{name}: cells of this language do not run here; supported are {known.Names}"
            : $"#!{name}: unknown directive; known are {string.Join(", ", known.All.Select(item => item.Name).Concat(Directive.All.Select(item => item.Name)).Select(item => $"#!{item}"))}");
    }
}
