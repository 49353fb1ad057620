using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Torch.Tests.Behaviour;

/// <summary>
/// Compiles the recorded cases, unchanged, against this library. A case that does not compile uses a member that the
/// library lacks: it is left out and listed with the compiler's words.
/// </summary>
sealed class CaseCompiler
{
    static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release);

    readonly Dictionary<string, MethodInfo> methods = [];
    readonly Dictionary<string, string> missing = [];

    internal CaseCompiler(string preamble, IReadOnlyList<RecordedCase> cases)
    {
        var usings = string.Concat(((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(preamble).GetRoot()).Usings.Select(u => u.ToFullString()));
        var trees = cases.Select((c, i) => (Case: c, Tree: CSharpSyntaxTree.ParseText($"{usings}\npublic static class Case{i} {{ public static object Run() {{ {Body(c.Code)} }} }}"))).ToList();
        var compilation = WithoutErrors(CSharpCompilation.Create("Recorded", [CSharpSyntaxTree.ParseText(preamble)], References(), Options));
        compilation = compilation.AddSyntaxTrees(trees.Select(t => t.Tree));
        var wrong = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToLookup(d => d.Location.SourceTree);
        foreach (var (c, tree) in trees.Where(t => wrong.Contains(t.Tree)))
        {
            missing[c.Id] = wrong[tree].First().GetMessage();
            compilation = compilation.RemoveSyntaxTrees(tree);
        }
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success) throw new InvalidOperationException($"The recorded cases do not compile: {emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        var assembly = Assembly.Load(image.ToArray());
        for (var i = 0; i < trees.Count; i++)
            if (assembly.GetType($"Case{i}") is { } type)
                methods[trees[i].Case.Id] = type.GetMethod("Run")!;
    }

    /// <summary>The cases that compile, by their ids.</summary>
    internal IReadOnlyDictionary<string, MethodInfo> Methods => methods;

    /// <summary>The others, with what the compiler said.</summary>
    internal IReadOnlyDictionary<string, string> Missing => missing;

    /// <summary>Statements as they are; an expression is returned.</summary>
    static string Body(string code) => SyntaxFactory.ParseExpression(code).ContainsDiagnostics ? code : $"return {code};";

    static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path));

    /// <summary>Takes out of the preamble the declarations that need what the library lacks.</summary>
    static CSharpCompilation WithoutErrors(CSharpCompilation compilation)
    {
        while (compilation.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            var tree = compilation.SyntaxTrees[0];
            var node = tree.GetRoot().FindNode(error.Location.SourceSpan).AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault()
                ?? throw new InvalidOperationException($"The preamble does not compile: {error}");
            if (node.Parent is ClassDeclarationSyntax { Identifier.Text: not "P" } outer) node = outer;
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(tree.GetRoot().RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia)!, tree.Options));
        }
        return compilation;
    }
}
