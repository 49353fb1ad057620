using Marginalia.Kernel.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What a cell stands on: the cells that have run, the folder of relative paths, packages, the files that its <c>#r</c> lines name, all of the framework.</summary>
internal sealed class Ground
{
    static readonly string[] s_framework = [.. HostAssemblies.Core.Union(ReferenceIndex.Assemblies).Where(HostAssemblies.Paths.ContainsKey)];

    readonly Submission? _previous;
    readonly IReadOnlyList<MetadataReference> _packages;
    readonly string _folder, _files;
    readonly CSharpCompilation _after, _alone;

    public Ground(SubmissionCompiler compiler, Submission? previous, IReadOnlyList<MetadataReference> packages, string folder, IReadOnlyList<string> files)
    {
        (_previous, _packages, _folder, _files) = (previous, packages, folder, string.Join('\n', files));
        var references = new HashSet<MetadataReference>();
        var imports = new HashSet<string>();
        for (var earlier = previous?.Compilation; earlier is not null; earlier = earlier.ScriptCompilationInfo!.PreviousScriptCompilation)
        {
            references.UnionWith(earlier.References);
            Earlier.Add(earlier.ScriptClass!);
            foreach (var import in earlier.SyntaxTrees.SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings))
                if (import.Alias is { Name.Identifier.ValueText: var alias })
                    Aliases.Add(alias);
                else
                    imports.Add(import.NamespaceOrType.ToString());
        }
        var options = compiler.ReadingOptions(folder);
        var named = files.SelectMany(file => options.MetadataReferenceResolver!.ResolveReference(file, null, MetadataReferenceProperties.Assembly));
        var added = s_framework.Select(compiler.References.OfHost).Concat(named).Concat(packages).Where(references.Add).ToList();
        References = references;
        _after = CSharpCompilation.CreateScriptCompilation("Intelligence", null, added, options, previous?.Compilation, typeof(object));
        _alone = CSharpCompilation.CreateScriptCompilation("Intelligence", null, references, options.WithUsings(options.Usings.Union(imports)), null, typeof(object));
        _ = (_after.Assembly, _alone.Assembly); // binds the references: from here on compilations with other trees share them
    }

    /// <summary>What this and earlier cells reference, without what that references in turn.</summary>
    public IReadOnlySet<MetadataReference> References { get; }

    /// <summary>The classes of the cells, latest first.</summary>
    public List<INamedTypeSymbol> Earlier { get; } = [];

    /// <summary>Names that cells have given to types and namespaces by <c>using</c>.</summary>
    public HashSet<string> Aliases { get; } = [];

    public bool Is(Submission? previous, IReadOnlyList<MetadataReference> packages, string folder, IReadOnlyList<string> files) =>
        _previous == previous && _packages == packages && _folder == folder && _files == string.Join('\n', files);

    public BoundCell Bind(SyntaxTree tree) =>
        new(this, _after.AddSyntaxTrees(tree).GetSemanticModel(tree), _alone.AddSyntaxTrees(tree).GetSemanticModel(tree), tree.GetRoot());
}
