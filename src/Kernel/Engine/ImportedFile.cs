using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Engine;

/// <summary>What <c>#!import</c> runs: the code cells of a notebook, or a C# file as one cell.</summary>
internal static class ImportedFile
{
    /// <summary>Each piece with the name it has in errors and traces.</summary>
    /// <exception cref="DirectiveException">The file is not there, not readable or not C#.</exception>
    public static IEnumerable<(string Name, string Code)> Read(ImportPart import)
    {
        var name = Path.GetFileName(import.Path);
        try
        {
            return Path.GetExtension(import.Path).ToLowerInvariant() switch
            {
                ".cs" or ".csx" => [(name, File.ReadAllText(import.Path))],
                ".ipynb" => Cells(Notebook.Load(import.Path), name),
                var other => throw new DirectiveException(import.Line, $"#!import {import.Path}: files of type '{other}' cannot be run; expected .ipynb, .cs or .csx"),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DirectiveException(import.Line, $"#!import {import.Path}: cannot be read in {Environment.CurrentDirectory}: {error.Message}");
        }
        catch (NotebookException error)
        {
            throw new DirectiveException(import.Line, $"#!import: {error.Message}");
        }
    }

    static IEnumerable<(string Name, string Code)> Cells(Notebook notebook, string name)
    {
        NotebookLanguage.RequireCSharp(notebook);
        return notebook.Cells.Where(cell => cell.Kind == CellKind.Code)
            .Select((cell, index) => ($"{name} cell {index + 1}", CellLanguage.WithSwitch(cell.Language, cell.Source)));
    }
}
