using FSharp.Compiler.Diagnostics;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.FSharp;

/// <summary>Compile errors of F# for a reader: where, what, and the line with a caret.</summary>
internal static class FSharpErrors
{
    const int Shown = 10;

    /// <param name="errors">From the compiler.</param>
    /// <param name="code">What was compiled.</param>
    /// <param name="cell">The cell's name.</param>
    public static CellError Describe(IReadOnlyList<FSharpDiagnostic> errors, string code, string cell)
    {
        var source = code.Split('\n');
        // The last of them only says that there were errors.
        var telling = errors.Where(error => error.ErrorNumber != 192).DefaultIfEmpty(errors[0]).OrderBy(error => error.StartLine).ThenBy(error => error.StartColumn).ToList();
        var lines = telling.Take(Shown).SelectMany(error => Lines(error, source, cell)).ToList();
        if (telling.Count > Shown)
            lines.Add($"... and {telling.Count - Shown} more");
        return new(CellErrorKind.Compilation, "CompilationError", telling[0].Message, lines);
    }

    static IEnumerable<string> Lines(FSharpDiagnostic error, string[] source, string cell)
    {
        var file = Path.GetFileName(error.FileName);
        yield return $"{file}, line {error.StartLine}, column {error.StartColumn + 1}: error {error.ErrorNumberText}: {error.Message}";
        if (file != cell || error.StartLine < 1 || error.StartLine > source.Length)
            yield break;
        yield return $"    {source[error.StartLine - 1]}";
        yield return $"    {new string(' ', error.StartColumn)}^";
    }
}
