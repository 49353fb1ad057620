using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Says what the name under the cursor is, or the call around it.</summary>
/// <param name="binder">Knows what names mean.</param>
/// <param name="valueOf">The value of a variable of the notebook in a few words; null when there is nothing short to say.</param>
internal sealed class CSharpInspector(CellBinder binder, Func<ISymbol, string?> valueOf)
{
    /// <param name="code">The text, without directives that are not C#.</param>
    /// <param name="position">Where the cursor is in it.</param>
    /// <param name="all">Whether to list all overloads, and remarks.</param>
    public MimeBundle? Inspect(string code, int position, bool all)
    {
        var cell = binder.Bind(code);
        if (TokenAt(cell.Root, position) is { } token && Symbol(cell.Model, token) is { } found)
            return Describe(cell, found.Symbol, found.Others, false, null, all);
        return CallAt(cell.Root, position) is { } call ? Describe(cell, call.List, call.Argument, position, all) : null;
    }

    MimeBundle? Describe(BoundCell cell, BaseArgumentListSyntax list, int argument, int position, bool all)
    {
        var methods = ArgumentNames.Methods(cell.Model, position, list.Parent).ToList();
        var chosen = cell.Model.GetSymbolInfo(list.Parent!).Symbol as IMethodSymbol
            ?? methods.OrderBy(method => Misfit(cell.Model, method, list, argument)).ThenBy(method => method.Parameters.Length).FirstOrDefault();
        if (chosen is null)
            return null;
        var named = list.Arguments.ElementAtOrDefault(argument)?.NameColon?.Name.Identifier.ValueText;
        var parameter = named is null ? chosen.Parameters.ElementAtOrDefault(argument) : chosen.Parameters.FirstOrDefault(parameter => parameter.Name == named);
        return Describe(cell, chosen, methods.Where(method => !SymbolEqualityComparer.Default.Equals(method, chosen)), true, parameter, all);
    }

    /// <summary>How badly the arguments before the cursor go with a method: 1 for each that must be converted, more where that cannot be, or there are too many.</summary>
    static int Misfit(SemanticModel model, IMethodSymbol method, BaseArgumentListSyntax list, int argument)
    {
        const int Wrong = 100;
        if (method.Parameters.Length <= argument && method.Parameters is not [.., { IsParams: true }])
            return Wrong * Wrong;
        return list.Arguments.Take(argument).Zip(method.Parameters, (given, parameter) =>
        {
            var conversion = model.ClassifyConversion(given.Expression, parameter.Type);
            return conversion.IsIdentity ? 0 : conversion.IsImplicit || parameter.Type is ITypeParameterSymbol ? 1 : Wrong;
        }).Sum();
    }

    MimeBundle Describe(BoundCell cell, ISymbol symbol, IEnumerable<ISymbol> others, bool isCall, IParameterSymbol? parameter, bool all) =>
        new InspectionText(symbol, [.. others], valueOf(symbol), Documentation.Of(symbol, cell.Model.Compilation), isCall, parameter, all).Bundle;

    /// <summary>The word at the cursor; the one that ends there when none starts.</summary>
    static SyntaxToken? TokenAt(SyntaxNode root, int position)
    {
        var right = root.FindToken(position);
        if (IsWord(right) && right.Span.Contains(position))
            return right;
        var left = position > 0 ? root.FindToken(position - 1) : right;
        return IsWord(left) && left.Span.End == position ? left : null;
    }

    static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsPredefinedType(token.Kind()) || token.Kind() is SyntaxKind.ThisKeyword or SyntaxKind.BaseKeyword;

    static (ISymbol Symbol, IEnumerable<ISymbol> Others)? Symbol(SemanticModel model, SyntaxToken token)
    {
        if (token.Parent is not { } node)
            return null;
        if (node is not (NameSyntax or PredefinedTypeSyntax or InstanceExpressionSyntax))
            return model.GetDeclaredSymbol(node) is { } declared ? (declared, []) : null;
        if (node is not ExpressionSyntax expression)
            return null;
        var info = model.GetSymbolInfo(expression);
        var group = model.GetMemberGroup(expression);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? group.FirstOrDefault();
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && node.Parent is not AttributeSyntax)
            symbol = symbol.ContainingType;
        if (symbol is null or IErrorTypeSymbol)
            symbol = model.GetTypeInfo(expression).Type is { } type and not IErrorTypeSymbol ? type : null;
        if (symbol is IParameterSymbol { IsThis: true } self)
            symbol = self.Type;
        return symbol is null or INamespaceSymbol { IsGlobalNamespace: true } ? null
            : (symbol, group.Where(other => !SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, symbol.OriginalDefinition)));
    }

    /// <summary>The innermost call whose brackets the cursor is between, and the number of the argument.</summary>
    static (BaseArgumentListSyntax List, int Argument)? CallAt(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Max(0, position - 1));
        foreach (var list in token.Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>() ?? [])
        {
            var close = list.GetLastToken(includeZeroWidth: true);
            if (list is ArgumentListSyntax && list.SpanStart < position && (close.IsMissing || position <= close.SpanStart))
                return (list, list.Arguments.GetSeparators().Count(comma => comma.Span.End <= position));
        }
        return null;
    }
}
