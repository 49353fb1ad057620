using FSharp.Compiler.CodeAnalysis;
using FSharp.Compiler.Syntax;
using FSharp.Compiler.Text;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Control;
using Microsoft.FSharp.Core;

namespace Marginalia.Kernel.FSharp;

/// <summary>
/// A cell's F# with a <see cref="Engine.Checkpoint"/> in loops and functions. A body on lines of its own gets one more line before it, after which the
/// numbers of lines are set right again; a body of one line gets it in front. What the parser refuses, or has directives in it, stays as it is.
/// </summary>
internal sealed class FSharpCheckpoints(FSharpChecker checker)
{
    const string File = "cell.fsx", Check = "global.Marginalia.Kernel.Engine.Checkpoint.Pass()";
    static readonly HashSet<string> s_sequences = ["seq", "async", "task", "backgroundTask"];

    readonly FSharpParsingOptions _options = checker.GetParsingOptionsFromCommandLineArgs(
        ListModule.OfSeq([File]), FSharpList<string>.Empty, FSharpOption<bool>.Some(true), FSharpOption<bool>.None).Item1;

    /// <summary>The text with checkpoints.</summary>
    /// <param name="code">The text.</param>
    /// <param name="cell">What stands for the file in errors and traces.</param>
    public string Insert(string code, string cell)
    {
        var lines = code.Split('\n');
        if (lines.Any(line => line.TrimStart().StartsWith('#') || line.Contains(";;", StringComparison.Ordinal)))
            return code;
        var parsing = checker.ParseFile(File, SourceText.ofString(code), _options, FSharpOption<bool>.None, FSharpOption<string>.None);
        var parsed = FSharpAsync.RunSynchronously(parsing, FSharpOption<int>.None, FSharpOption<CancellationToken>.None);
        if (parsed.ParseHadErrors)
            return code;
        var bodies = new List<global::FSharp.Compiler.Text.Range>();
        ParsedInputModule.fold(FuncConvert.FromFunc<Unit, FSharpList<SyntaxNode>, SyntaxNode, Unit>((_, path, node) =>
        {
            if (Body(node) is { } body && path.All(Allows))
                bodies.Add(body.Range);
            return null!;
        }), null!, parsed.ParseTree);

        foreach (var body in bodies.OrderByDescending(body => body.StartLine).ThenByDescending(body => body.StartColumn))
        {
            var first = lines[body.StartLine - 1];
            if (string.IsNullOrWhiteSpace(first[..body.StartColumn]))
                lines[body.StartLine - 1] = $"{first[..body.StartColumn]}{Check}\n# {body.StartLine} \"{cell}\"\n{first}";
            else if (body.StartLine == body.EndLine)
                lines[body.StartLine - 1] = $"{first[..body.StartColumn]}({Check}; {first[body.StartColumn..body.EndColumn]}){first[body.EndColumn..]}";
        }
        return string.Join('\n', lines);
    }

    static SynExpr? Body(SyntaxNode node) => node switch
    {
        SyntaxNode.SynExpr { Item: SynExpr.While loop } => loop.doExpr,
        SyntaxNode.SynExpr { Item: SynExpr.For loop } => loop.doBody,
        SyntaxNode.SynExpr { Item: SynExpr.ForEach loop } => loop.bodyExpr,
        SyntaxNode.SynBinding { Item: { headPat: SynPat.LongIdent { argPats.Patterns.IsEmpty: false } head } function }
            when head.longDotId.LongIdent[^1].idText != "new" => function.expr is SynExpr.Typed typed ? typed.expr : function.expr,
        _ => null,
    };

    /// <summary>Not in quotations, nor where a builder gives statements a meaning of its own.</summary>
    static bool Allows(SyntaxNode ancestor) => ancestor switch
    {
        SyntaxNode.SynExpr { Item: SynExpr.Quote } => false,
        SyntaxNode.SynExpr { Item: SynExpr.App { argExpr: SynExpr.ComputationExpr } builder } => builder.funcExpr is SynExpr.Ident name && s_sequences.Contains(name.ident.idText),
        _ => true,
    };
}
