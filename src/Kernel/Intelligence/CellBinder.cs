using System.Text.RegularExpressions;
using Marginalia.Kernel.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>
/// Binds the text of a cell as if it came after the cells that have run, with all of the framework referenced. Nothing is emitted or kept by the
/// engine. The references of the last call are kept, as finding their symbols is most of the work.
/// </summary>
internal sealed partial class CellBinder(SubmissionCompiler compiler)
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);
    readonly Lock _gate = new();
    Ground? _ground;
    (string Text, BoundCell Cell)? _last;

    /// <summary>Binds C# text; the same text twice in a row is bound once.</summary>
    public BoundCell Bind(string text)
    {
        var files = ReferenceLine().Matches(text).Select(line => line.Groups["path"].Value).Where(IsFile).ToList();
        var packages = compiler.Added; // before Last, which may come to hold them
        var ground = Find(compiler.Last, packages, Environment.CurrentDirectory, files);
        lock (_gate)
            if (_last is { } last && last.Cell.Ground == ground && last.Text == text)
                return last.Cell;
        var cell = ground.Bind(CSharpSyntaxTree.ParseText(WithoutReferences(text), ParseOptions));
        lock (_gate)
            _last = (text, cell);
        return cell;
    }

    /// <summary>C# text whose <c>#r</c> and <c>#i</c> lines are blank.</summary>
    public static string WithoutReferences(string text) => ReferenceLine().Replace(text, line => new string(' ', line.Length));

    static bool IsFile(string reference) => !string.IsNullOrWhiteSpace(reference) && !reference.Contains('\0') && !reference.StartsWith("nuget:", StringComparison.Ordinal) && !reference.StartsWith("project:", StringComparison.Ordinal);

    Ground Find(Submission? previous, IReadOnlyList<MetadataReference> packages, string folder, List<string> files)
    {
        lock (_gate)
            if (_ground is { } ground && ground.Is(previous, packages, folder, files))
                return ground;
        var made = new Ground(compiler, previous, packages, folder, files);
        lock (_gate)
            return _ground = made;
    }

    [GeneratedRegex("""^[ \t]*#[ri][ \t]+"(?<path>[^"\r\n]*)"?[^\r\n]*""", RegexOptions.Multiline)]
    private static partial Regex ReferenceLine();
}
