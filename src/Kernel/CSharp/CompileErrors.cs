using Marginalia.Kernel.Engine;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.CSharp;

/// <summary>Compile errors for a reader: where, what, and the line with a caret.</summary>
internal static class CompileErrors
{
    const int Shown = 10;

    /// <param name="errors">From the compiler.</param>
    /// <param name="tree">What was compiled.</param>
    /// <param name="code">The cell it was made from.</param>
    /// <param name="suggest">What an error in a text at a position may be put right by.</param>
    public static CellError Describe(ImmutableArray<Diagnostic> errors, SyntaxTree tree, CheckedCode code, Func<Diagnostic, string, int, string?> suggest)
    {
        var ordered = errors.OrderBy(error => error.Location.SourceSpan.Start).ToArray();
        var lines = ordered.Take(Shown).SelectMany(error => Lines(error, tree, code, suggest)).ToList();
        if (ordered.Length > Shown)
            lines.Add($"... and {ordered.Length - Shown} more");
        return new(CellErrorKind.Compilation, "CompilationError", Message(ordered[0]), lines);
    }

    static IEnumerable<string> Lines(Diagnostic error, SyntaxTree tree, CheckedCode code, Func<Diagnostic, string, int, string?> suggest)
    {
        if (error.Location.SourceTree is not { } source)
        {
            yield return $"error {error.Id}: {Message(error)}";
            yield break;
        }
        var text = source == tree ? code.Original : source.GetText();
        var start = source == tree ? code.ToOriginal(error.Location.SourceSpan.Start) : error.Location.SourceSpan.Start;
        var line = text.Lines.GetLineFromPosition(start);
        var column = start - line.Start;
        var margin = new string([.. line.ToString().Take(column).Select(c => c == '\t' ? '\t' : ' ')]);
        yield return $"{Place(source.FilePath)}, line {line.LineNumber + 1}, column {column + 1}: error {error.Id}: {Message(error)}{suggest(error, text.ToString(), start)}";
        yield return $"    {line}";
        yield return $"    {margin}^";
    }

    static string Place(string path) => Path.IsPathRooted(path) ? Path.GetFileName(path) : path;

    static string Message(Diagnostic error) => error.Id == "CS0006"
        ? $"{error.GetMessage()} in {Environment.CurrentDirectory}, nor is it the name of an assembly of this program; give the path of a .dll"
        : error.Id == "CS0433"
        ? $"{error.GetMessage()}; reference only one of the two, and restart the kernel"
        : error.GetMessage();
}
