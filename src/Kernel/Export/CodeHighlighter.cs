using System.Text;
using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Export;

/// <summary>C# as HTML, its tokens in spans: keyword <c>k</c>, string <c>s</c>, comment <c>c</c>, number <c>n</c>, type <c>t</c>, call <c>f</c>, directive <c>d</c>.</summary>
internal static class CodeHighlighter
{
    static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The code, escaped, with its spans; code with errors too.</summary>
    public static string Html(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, s_options).GetRoot().DescendantTokens())
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, Class(token));
            Append(html, token.TrailingTrivia);
        }
        return html.ToString();
    }

    static void Append(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
            Append(html, trivia.ToFullString(), Class(trivia));
    }

    /// <summary>The text in a span, its line ends behind it.</summary>
    static void Append(StringBuilder html, string text, string? name)
    {
        var shown = text.TrimEnd('\r', '\n');
        html.Append(name is null || shown.Length == 0 ? HtmlText.Encode(shown) : $"<span class=\"{name}\">{HtmlText.Encode(shown)}</span>").Append(text, shown.Length, text.Length - shown.Length);
    }

    static string? Class(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        _ when trivia.IsDirective => "d",
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => "c",
        _ => null,
    };

    static string? Class(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedRawStringEndToken => "s",
        SyntaxKind.IdentifierToken => NameClass(token),
        var kind => SyntaxFacts.IsKeywordKind(kind) ? "k" : null,
    };

    static string? NameClass(SyntaxToken token)
    {
        var parent = token.Parent;
        if (parent is IdentifierNameSyntax { IsVar: true } or IdentifierNameSyntax { IsNotNull: true } or IdentifierNameSyntax { IsUnmanaged: true })
            return "k";
        if (parent is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax)
            return "t";
        if (parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            return "f";
        return parent is SimpleNameSyntax name ? IsCalled(name) ? "f" : IsType(name) ? "t" : null : null;
    }

    static bool IsCalled(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax member => member.Name == name && member.Parent is InvocationExpressionSyntax call && call.Expression == member,
        MemberBindingExpressionSyntax binding => binding.Parent is InvocationExpressionSyntax,
        _ => false,
    };

    /// <summary>A name where the grammar wants a type, or a capitalised one in front of a dot.</summary>
    static bool IsType(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax member => member.Expression == name && char.IsUpper(name.Identifier.ValueText.FirstOrDefault('_')),
        QualifiedNameSyntax qualified => qualified.Right == name && qualified.Parent is not UsingDirectiveSyntax,
        VariableDeclarationSyntax or ParameterSyntax or ObjectCreationExpressionSyntax or TypeArgumentListSyntax or ArrayTypeSyntax or NullableTypeSyntax
            or BaseTypeSyntax or TypeOfExpressionSyntax or DefaultExpressionSyntax or CatchDeclarationSyntax or DeclarationPatternSyntax or RecursivePatternSyntax
            or TypePatternSyntax or DeclarationExpressionSyntax or TupleElementSyntax or RefTypeSyntax or TypeConstraintSyntax or AttributeSyntax => true,
        CastExpressionSyntax cast => cast.Type == name,
        ForEachStatementSyntax each => each.Type == name,
        MethodDeclarationSyntax method => method.ReturnType == name,
        LocalFunctionStatementSyntax function => function.ReturnType == name,
        PropertyDeclarationSyntax property => property.Type == name,
        BinaryExpressionSyntax binary => binary.Right == name && binary.Kind() is SyntaxKind.IsExpression or SyntaxKind.AsExpression,
        _ => name is GenericNameSyntax,
    };
}
