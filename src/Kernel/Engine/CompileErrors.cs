using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Engine;

/// <summary>Compile errors for a reader: where, what, and the line with a caret.</summary>
internal static class CompileErrors
{
    const int Shown = 10;

    public static CellError Describe(ImmutableArray<Diagnostic> errors)
    {
        var ordered = errors.OrderBy(error => error.Location.SourceSpan.Start).ToArray();
        var lines = ordered.Take(Shown).SelectMany(Lines).ToList();
        if (ordered.Length > Shown)
            lines.Add($"... and {ordered.Length - Shown} more");
        return new(CellErrorKind.Compilation, "CompilationError", Message(ordered[0]), lines);
    }

    static IEnumerable<string> Lines(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        if (error.Location.SourceTree is not { } tree || !span.IsValid)
        {
            yield return $"error {error.Id}: {Message(error)}";
            yield break;
        }
        var position = span.StartLinePosition;
        var source = tree.GetText().Lines[position.Line].ToString();
        var margin = new string([.. source[..Math.Min(position.Character, source.Length)].Select(c => c == '\t' ? '\t' : ' ')]);
        yield return $"{Place(span.Path)}, line {position.Line + 1}, column {position.Character + 1}: error {error.Id}: {Message(error)}";
        yield return $"    {source}";
        yield return $"    {margin}^";
    }

    static string Place(string path) => Path.IsPathRooted(path) ? Path.GetFileName(path) : path;

    static string Message(Diagnostic error) => error.Id == "CS0006"
        ? $"{error.GetMessage()} in {Environment.CurrentDirectory}, nor is it the name of an assembly of this program; give the path of a .dll"
        : error.GetMessage();
}
