using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Whether C# text is a whole cell.</summary>
internal static class CSharpCompleteness
{
    const int Step = 4;

    public static Completeness Of(string code)
    {
        var text = CellBinder.WithoutReferences(code);
        var tree = CSharpSyntaxTree.ParseText(text, CellBinder.ParseOptions);
        if (SyntaxFactory.IsCompleteSubmission(tree))
            return new(tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? CompletenessStatus.Invalid : CompletenessStatus.Complete);
        // Whoever ends a line that only lacks a semicolon or an operand, and then another that is blank, wants to hear what is wrong.
        if (EndsBlank(text) && !IsOpen(tree.GetRoot()))
            return new(CompletenessStatus.Invalid);
        return new(CompletenessStatus.Incomplete, Indent(text));
    }

    static bool EndsBlank(string text) => text.LastIndexOf('\n') is >= 0 and var last && string.IsNullOrWhiteSpace(text[last..]);

    /// <summary>Whether a bracket, a string or a comment has not been closed.</summary>
    static bool IsOpen(SyntaxNode root) =>
        root.DescendantTokens().Any(token => token.IsMissing && token.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken)
        || root.GetDiagnostics().Any(diagnostic => diagnostic.Id is "CS1035" or "CS1039" or "CS8997" or "CS1027" or "CS1038");

    /// <summary>That of the last line with text, and a step more when it opens something.</summary>
    static string Indent(string text)
    {
        var line = text.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var margin = line[..(line.Length - line.TrimStart().Length)];
        return line.TrimEnd() is [.., '{' or '(' or '[' or ')' or '>' or '=' or '+' or '?' or ':' or ','] ? margin + new string(' ', line.TrimEnd()[^1] == ',' ? 0 : Step) : margin;
    }
}
