using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!import FILE</c>: runs another notebook or script as if it stood here.</summary>
internal sealed class ImportDirective() : Directive("import", "run another notebook or C# file in this place")
{
    /// <inheritdoc/>
    public override Func<CellRun, CellError?> Parse(DirectiveLine line)
    {
        var argument = line.Arguments;
        var path = (argument.StartsWith("--file ", StringComparison.Ordinal) ? argument[7..] : argument).Trim().Trim('"');
        return path != "" ? cell => Run(path, line.Number, cell) : throw new DirectiveException(line.Number, "#!import: name the file to run: #!import helpers.csx");
    }

    static CellError? Run(string name, int line, CellRun cell)
    {
        var path = Path.GetFullPath(name);
        if (cell.Files.Contains(path))
            throw new DirectiveException(line, $"#!import {name}: it imports itself: {string.Join(" -> ", cell.Files.Append(path).Select(Path.GetFileName))}");
        return ImportedFile.Read(name, line).Select(item => cell.Import(path, item.Name, item.Language, item.Code)).FirstOrDefault(error => error is not null);
    }
}
