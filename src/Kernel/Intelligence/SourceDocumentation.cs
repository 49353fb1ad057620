using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Documentation comments (<c>///</c>) of cells, which are compiled without looking at them.</summary>
internal static class SourceDocumentation
{
    /// <summary>The comment as a <c>member</c> element; null when there is none.</summary>
    public static string? Of(ISymbol symbol)
    {
        var lines = symbol.DeclaringSyntaxReferences.Select(reference => Declaration(reference.GetSyntax()))
            .SelectMany(declaration => declaration.GetLeadingTrivia())
            .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().StartsWith("///", StringComparison.Ordinal))
            .Select(trivia => trivia.ToString()[3..]).ToList();
        var text = string.Join('\n', lines);
        if (text.Trim() == "")
            return null;
        return text.TrimStart().StartsWith('<') ? $"<member>{text}</member>" : $"<member><summary>{text}</summary></member>";
    }

    static SyntaxNode Declaration(SyntaxNode node) => node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } ? field : node;
}
