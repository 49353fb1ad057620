using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Marginalia.Kernel.CSharp;

/// <summary>Compiles C# script submissions, each on top of the last one that ran; adds framework references as code comes to need them.</summary>
internal sealed class SubmissionCompiler
{
    const int MaxRounds = 8;
    static int s_assemblies;

    static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    static readonly EmitOptions s_emitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    readonly CellReferences _references = new();
    readonly CellLoadContext _loader;
    readonly HashSet<string> _referenced = [];
    volatile IReadOnlyList<MetadataReference> _added = [];
    readonly CSharpCompilationOptions _options;
    volatile Submission? _last;

    public SubmissionCompiler(IEnumerable<string> imports, CellLoadContext loader)
    {
        _loader = loader;
        _options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: imports,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            warningLevel: 0,
            concurrentBuild: false,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            metadataReferenceResolver: new HostReferenceResolver(_references.Of, loader.Files, runs: true));
    }

    /// <summary>What an error in a text at a position may be put right by; ends the message.</summary>
    public Func<Diagnostic, string, int, string?> Suggest { get; set; } = (_, _, _) => null;

    /// <summary>The last submission that ran; null before the first.</summary>
    public Submission? Last => _last;

    /// <summary>What it compiles against.</summary>
    public CellReferences References => _references;

    /// <summary>Assemblies of packages that no submission knows yet.</summary>
    public IReadOnlyList<MetadataReference> Added => _added;

    /// <summary>How it compiles; for code that is looked at and not run, so that nothing becomes loadable.</summary>
    /// <param name="folder">What relative paths are relative to.</param>
    public CSharpCompilationOptions ReadingOptions(string folder) => _options
        .WithMetadataReferenceResolver(new HostReferenceResolver(_references.Read, _loader.Files, runs: false))
        .WithSourceReferenceResolver(new SourceFileResolver([], folder));

    /// <summary>Slots of state that the submissions so far have taken; slot 0 is the script host's and stays empty.</summary>
    public int Slots => (_last?.Slot ?? 0) + 1;

    /// <summary>Makes a submission the one that the next is compiled on; returns what undoes that.</summary>
    public Action Commit(Submission submission)
    {
        var (last, added) = (_last, _added);
        _last = submission;
        _added = [.. _added.Except(submission.Compilation.ExternalReferences)]; // it passes them on to those after it
        return () => (_last, _added) = (last, added);
    }

    /// <summary>Makes assemblies known to the submissions to come.</summary>
    public void Reference(IReadOnlyList<string> assemblies) => _added = [.. _added.Union(assemblies.Select(_references.Of))];

    /// <summary>Compiles one submission, or says why it cannot.</summary>
    /// <param name="code">The C# text.</param>
    /// <param name="path">What stands for the file in errors and traces.</param>
    /// <param name="token">Stops the compiler.</param>
    public (Submission? Submission, CellError? Error) Compile(string code, string path, CancellationToken token)
    {
        var original = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), s_parseOptions, path, token);
        if (Changed(original, path) is { } changed)
            return (null, changed);
        var withChecks = new CheckedCode(original);
        var tree = original.WithChangedText(withChecks.Text);
        var unreadable = Errors([.. tree.GetDiagnostics(token)]);
        var (submission, errors) = unreadable.IsEmpty ? Compile(tree, token) : (null, unreadable); // what else is wrong follows from that
        if (submission is null)
            return (null, CompileErrors.Describe(errors, tree, withChecks, Suggest));
        LoadFormatters(submission.Compilation);
        return (submission, null);
    }

    /// <summary>The error of a reference to a file that was replaced while an earlier one of the same name is in use.</summary>
    CellError? Changed(SyntaxTree tree, string cell)
    {
        foreach (var directive in tree.GetCompilationUnitRoot().GetReferenceDirectives())
            if (HostReferenceResolver.Locate(directive.File.ValueText, null) is { } file && _loader.Files.HasChanged(file))
                return CellErrors.Directive(new(tree.GetLineSpan(directive.Span).StartLinePosition.Line + 1, $"#r \"{directive.File.ValueText}\": the file has changed since it was referenced; restart the kernel to use what it is now"), cell);
        return null;
    }

    (Submission? Submission, ImmutableArray<Diagnostic> Errors) Compile(SyntaxTree tree, CancellationToken token)
    {
        var number = Interlocked.Increment(ref s_assemblies);
        var references = _last is null ? HostAssemblies.Core.Where(HostAssemblies.Paths.ContainsKey).Select(_references.OfHost).ToHashSet<MetadataReference>() : [];
        references.UnionWith(_added);
        using var program = new MemoryStream();
        using var symbols = new MemoryStream();
        for (var round = 1; ; round++)
        {
            var compilation = CSharpCompilation.CreateScriptCompilation(
                $"Cell{number}", tree, references,
                _options.WithScriptClassName($"Submission#{number}")
                    .WithSourceReferenceResolver(new SourceFileResolver([], Environment.CurrentDirectory)),
                _last?.Compilation, typeof(object));
            if (!compilation.SyntaxTrees.Any(HasMembers))
            {
                var errors = Errors(compilation.GetDiagnostics(token));
                if (errors.IsEmpty)
                    return (new(compilation, null, Slots - 1, false), []);
                if (round == MaxRounds || !MissingReferences.Add(errors, references, _last?.Compilation, _references))
                    return (null, errors);
                continue;
            }
            var emitted = compilation.Emit(program, symbols, options: s_emitOptions, cancellationToken: token);
            if (emitted.Success)
                return (new(compilation, Load(compilation, program, symbols, token), Slots, HasValue(compilation, tree, token)), []);
            if (round == MaxRounds || !MissingReferences.Add(Errors(emitted.Diagnostics), references, _last?.Compilation, _references))
                return (null, Errors(emitted.Diagnostics));
            program.SetLength(0);
            symbols.SetLength(0);
        }
    }

    /// <summary>A referenced assembly that brings formatters is loaded at once: values of other assemblies' types wait for them.</summary>
    void LoadFormatters(CSharpCompilation compilation)
    {
        foreach (var path in compilation.DirectiveReferences.OfType<PortableExecutableReference>().Select(reference => reference.FilePath).OfType<string>())
            if (_referenced.Add(path) && FormatterAssemblies.HasSource(path))
                _loader.LoadFromAssemblyName(AssemblyName.GetAssemblyName(path));
    }

    Func<object?[], Task<object?>> Load(CSharpCompilation compilation, MemoryStream program, MemoryStream symbols, CancellationToken token)
    {
        program.Position = symbols.Position = 0;
        var entry = compilation.GetEntryPoint(token)!;
        return _loader.LoadFromStream(program, symbols).GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    static bool HasMembers(SyntaxTree tree) => tree.GetRoot() is CompilationUnitSyntax { Members.Count: > 0 };

    static bool HasValue(CSharpCompilation compilation, SyntaxTree tree, CancellationToken token)
    {
        var members = ((CompilationUnitSyntax)tree.GetRoot(token)).Members;
        if (members.Last() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last })
            return compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression, token).Type?.SpecialType != SpecialType.System_Void;
        return members.OfType<GlobalStatementSyntax>()
            .SelectMany(member => member.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)))
            .Any(node => node is ReturnStatementSyntax { Expression: not null });
    }
}
