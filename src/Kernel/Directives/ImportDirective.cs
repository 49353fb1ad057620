using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!import FILE</c>: runs another notebook or script as if it stood here.</summary>
internal sealed class ImportDirective() : Directive("import", "run another notebook or C# file in this place",
    new Option("file", "the file to run; write one with blanks in quotes") { Required = true, Positional = true })
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope) => cell => Run(options.Text("file", cell)!, cell);

    static CellError? Run(string name, CellExecution cell)
    {
        var path = Path.GetFullPath(name);
        if (cell.Files.Contains(path))
            throw new ValueException($"{name} imports itself: {string.Join(" -> ", cell.Files.Append(path).Select(Path.GetFileName))}");
        return ImportedFile.Read(name).Select(item => cell.Import(path, item.Name, item.Language, item.Code)).FirstOrDefault(error => error is not null);
    }
}
