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
    static readonly string[] s_framework = [.. HostAssemblies.Core.Union(ReferenceIndex.Assemblies).Where(HostAssemblies.Paths.ContainsKey)];

    readonly Lock _gate = new();
    Ground? _ground;
    (Ground Ground, string Text, BoundCell Cell)? _last;

    /// <summary>What a cell stands on: earlier cells, the folder of relative paths, the files its <c>#r</c> lines name.</summary>
    sealed record Ground(Submission? Previous, string Folder, string Files, IReadOnlyList<MetadataReference> Added, CSharpCompilation Compilation);

    /// <summary>Binds C# text; the same text twice in a row is bound once.</summary>
    public BoundCell Bind(string text)
    {
        var files = ReferenceLine().Matches(text).Select(line => line.Groups["path"].Value).Where(IsFile).ToList();
        var ground = Find(compiler.Last, Environment.CurrentDirectory, files);
        lock (_gate)
            if (_last is { } last && last.Ground == ground && last.Text == text)
                return last.Cell;
        var tree = CSharpSyntaxTree.ParseText(WithoutReferences(text), ParseOptions);
        var cell = new BoundCell(ground.Compilation.AddSyntaxTrees(tree).GetSemanticModel(tree), tree.GetRoot());
        lock (_gate)
            _last = (ground, text, cell);
        return cell;
    }

    /// <summary>C# text whose <c>#r</c> and <c>#i</c> lines are blank.</summary>
    public static string WithoutReferences(string text) => ReferenceLine().Replace(text, line => new string(' ', line.Length));

    static bool IsFile(string reference) => !string.IsNullOrWhiteSpace(reference) && !reference.Contains('\0') && !reference.StartsWith("nuget:", StringComparison.Ordinal) && !reference.StartsWith("project:", StringComparison.Ordinal);

    Ground Find(Submission? previous, string folder, List<string> files)
    {
        var names = string.Join('\n', files);
        var packages = compiler.Added;
        lock (_gate)
            if (_ground is { } ground && ground.Previous == previous && ground.Folder == folder && ground.Files == names && ground.Added == packages)
                return ground;
        var known = previous is null ? [] : previous.Compilation.ExternalReferences.Concat(previous.Compilation.DirectiveReferences).ToHashSet();
        var options = compiler.ReadingOptions(folder);
        var named = files.SelectMany(file => options.MetadataReferenceResolver!.ResolveReference(file, null, MetadataReferenceProperties.Assembly));
        var added = s_framework.Select(compiler.References.OfHost).Concat(named).Concat(packages).Where(reference => !known.Contains(reference)).Distinct();
        var compilation = CSharpCompilation.CreateScriptCompilation("Intelligence", null, added, options, previous?.Compilation, typeof(object));
        _ = compilation.Assembly; // binds the references: from here on compilations with other trees share them
        var made = new Ground(previous, folder, names, packages, compilation);
        lock (_gate)
            _ground = made;
        return made;
    }

    [GeneratedRegex("""^[ \t]*#[ri][ \t]+"(?<path>[^"\r\n]*)"?[^\r\n]*""", RegexOptions.Multiline)]
    private static partial Regex ReferenceLine();
}
