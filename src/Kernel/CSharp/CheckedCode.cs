using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Marginalia.Kernel.CSharp;

/// <summary>A cell's text with a <see cref="Engine.Checkpoint"/> in every loop, method and block lambda. No line is added, so line numbers stay.</summary>
internal sealed class CheckedCode
{
    const string Checkpoint = "global::Marginalia.Kernel.Engine.Checkpoint.", Check = Checkpoint + "Pass();";
    readonly List<TextChange> _changes = [];

    public CheckedCode(SyntaxTree tree)
    {
        Original = tree.GetText();
        if (!tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            foreach (var node in tree.GetRoot().DescendantNodes())
                AddCheck(node);
        _changes.Sort((a, b) => a.Span.Start != b.Span.Start ? a.Span.Start.CompareTo(b.Span.Start) : a.Span.Length.CompareTo(b.Span.Length));
        Text = Original.WithChanges(_changes);
    }

    /// <summary>The text as written.</summary>
    public SourceText Original { get; }

    /// <summary>The text to compile.</summary>
    public SourceText Text { get; }

    /// <summary>Where a position of <see cref="Text"/> is in <see cref="Original"/>.</summary>
    public int ToOriginal(int position)
    {
        foreach (var change in _changes)
        {
            var grown = change.NewText!.Length - change.Span.Length;
            if (position < change.Span.Start + change.NewText.Length)
                return Math.Min(position, change.Span.Start);
            position -= grown;
        }
        return position;
    }

    void AddCheck(SyntaxNode node)
    {
        switch (node)
        {
            case WhileStatementSyntax loop:
                AddTo(loop, loop.Statement);
                break;
            case DoStatementSyntax loop:
                AddTo(loop, loop.Statement);
                break;
            case ForStatementSyntax loop:
                AddTo(loop, loop.Statement);
                break;
            case CommonForEachStatementSyntax loop:
                AddTo(loop, loop.Statement);
                break;
            case BaseMethodDeclarationSyntax { Body: { } body }:
                Enter(body);
                break;
            case LocalFunctionStatementSyntax { Body: { } body }:
                Enter(body);
                break;
            case AnonymousFunctionExpressionSyntax { Block: { } block }:
                Enter(block);
                break;
            case MethodDeclarationSyntax { ExpressionBody: { } arrow } method:
                AddTo(arrow, method.ReturnType, method.Modifiers);
                break;
            case LocalFunctionStatementSyntax { ExpressionBody: { } arrow } function:
                AddTo(arrow, function.ReturnType, function.Modifiers);
                break;
        }
    }

    void AddTo(StatementSyntax loop, StatementSyntax body)
    {
        var check = FunctionAround(loop) is { } function && RemembersToken(function)
            ? $"if({Token(function)}.IsCancellationRequested)throw {Checkpoint}Stopped({Token(function)});"
            : Check;
        if (body is BlockSyntax block)
        {
            Replace(block.OpenBraceToken.Span.End, 0, check);
            return;
        }
        Replace(body.SpanStart, 0, "{" + check);
        Replace(body.Span.End, 0, "}");
    }

    void Enter(BlockSyntax body) =>
        Replace(body.OpenBraceToken.Span.End, 0, RemembersToken(body) ? $"var {Token(body)}={Checkpoint}Enter();" : Check);

    static string Token(BlockSyntax function) => $"__stop{function.SpanStart}";

    /// <summary>The body of the method, local function or lambda that a loop stands in.</summary>
    static BlockSyntax? FunctionAround(SyntaxNode loop) => loop.Ancestors().FirstOrDefault(IsFunction) switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax function => function.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    /// <summary>Whether it has loops, and runs in the cell that enters it: what an iterator yields may be asked for by another.</summary>
    static bool RemembersToken(BlockSyntax function)
    {
        var inside = function.DescendantNodes(node => node == function || !IsFunction(node)).ToList();
        return inside.Any(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax) && !inside.Any(node => node is YieldStatementSyntax);
    }

    static bool IsFunction(SyntaxNode node) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax;

    /// <summary><c>=&gt; value;</c> becomes a block.</summary>
    void AddTo(ArrowExpressionClauseSyntax arrow, TypeSyntax type, SyntaxTokenList modifiers)
    {
        var name = type.ToString();
        var isStatement = name == "void" || arrow.Expression is ThrowExpressionSyntax
            || (modifiers.Any(SyntaxKind.AsyncKeyword) && name.Split('.')[^1] is "Task" or "ValueTask");
        Replace(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, "{" + Check + (isStatement ? "" : "return "));
        Replace(arrow.Parent!.GetLastToken().SpanStart, 1, ";}");
    }

    void Replace(int position, int length, string text) => _changes.Add(new(new(position, length), text));
}
