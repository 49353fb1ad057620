using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Whether C# text is a whole cell.</summary>
internal static class CSharpCompleteness
{
    const int Step = 4;
    const string EndOfLineInString = "CS1010";

    /// <summary>Errors of a comment, a string over several lines, an <c>#if</c> and a <c>#region</c> without end.</summary>
    static readonly string[] s_openEnds = ["CS1035", "CS1039", "CS8997", "CS1027", "CS1038"];

    public static Completeness Of(string code)
    {
        var text = CellBinder.WithoutReferences(code);
        var tree = CSharpSyntaxTree.ParseText(text, CellBinder.ParseOptions);
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).ToHashSet();
        if (SyntaxFactory.IsCompleteSubmission(tree) && !errors.Overlaps(s_openEnds))
            return new(errors.Count > 0 ? CompletenessStatus.Invalid : CompletenessStatus.Complete);
        if (errors.Contains(EndOfLineInString))
            return new(CompletenessStatus.Invalid);
        // Whoever ends a line that only lacks a semicolon or an operand, and then another that is blank, wants to hear what is wrong.
        if (EndsBlank(text) && !errors.Overlaps(s_openEnds) && !LacksBracket(tree.GetRoot()))
            return new(CompletenessStatus.Invalid);
        return new(CompletenessStatus.Incomplete, Indent(text));
    }

    static bool EndsBlank(string text) => text.LastIndexOf('\n') is >= 0 and var last && string.IsNullOrWhiteSpace(text[last..]);

    static bool LacksBracket(SyntaxNode root) =>
        root.DescendantTokens().Any(token => token.IsMissing && token.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken);

    /// <summary>That of the last line with text, and a step more when it opens something.</summary>
    static string Indent(string text)
    {
        var line = text.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var margin = line[..(line.Length - line.TrimStart().Length)];
        return line.TrimEnd() is [.., '{' or '(' or '[' or ')' or '>' or '=' or '+' or '?' or ':' or ','] ? margin + new string(' ', line.TrimEnd()[^1] == ',' ? 0 : Step) : margin;
    }
}
