using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary>What <c>#!import</c> runs: the code cells of a notebook, or a file of one language as one cell.</summary>
internal static class ImportedFile
{
    /// <summary>Each piece with the name it has in errors and traces, and its language where it names one.</summary>
    /// <param name="path">The file, relative to the working folder.</param>
    /// <exception cref="ValueException">The file is not there, not readable or not C#.</exception>
    public static IEnumerable<(string Name, string? Language, string Code)> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".cs" or ".csx" => [(name, CellLanguage.CSharp, File.ReadAllText(path))],
                ".fs" or ".fsx" => [(name, CellLanguage.FSharp, File.ReadAllText(path))],
                ".html" => [(name, "html", File.ReadAllText(path))],
                ".js" => [(name, "javascript", File.ReadAllText(path))],
                ".ipynb" or ".dib" or ".md" => Cells(NotebookFile.Load(path), name),
                var other => throw new ValueException($"{path}: files of type '{other}' cannot be run; expected .ipynb, .dib, .md, .cs, .csx, .fs, .fsx, .html or .js"),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ValueException($"{path}: cannot be read in {Environment.CurrentDirectory}: {error.Message}");
        }
        catch (NotebookException error)
        {
            throw new ValueException(error.Message);
        }
    }

    static IEnumerable<(string Name, string? Language, string Code)> Cells(Notebook notebook, string name)
    {
        NotebookLanguage.RequireSupported(notebook);
        return notebook.Cells.Where(cell => cell.Kind == CellKind.Code)
            .Select((cell, index) => ($"{name} cell {index + 1}", (string?)(cell.Language ?? notebook.Language), cell.Source));
    }
}
