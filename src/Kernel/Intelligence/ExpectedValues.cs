using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What the place of an expression asks for.</summary>
internal static class ExpectedValues
{
    /// <summary>Adds the values when they are few: those of an enumeration, <c>true</c> and <c>false</c>.</summary>
    public static void Add(SemanticModel model, int position, ExpressionSyntax place, Candidates candidates)
    {
        if (place.Parent is ThrowStatementSyntax or ThrowExpressionSyntax)
            candidates.Add(CompletionKind.Keyword, Tier.Expected, "new");
        var types = TypesAt(model, position, place).Select(NotNull).ToList();
        foreach (var type in types)
            if (type.TypeKind == TypeKind.Enum)
                foreach (var value in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst))
                {
                    var text = $"{type.ToMinimalDisplayString(model, position)}.{value.Name}";
                    candidates.Put(new(text, CompletionKind.EnumMember, Tier.Expected, value));
                }
            else if (type.SpecialType == SpecialType.System_Boolean && types.Count == 1)
                candidates.Add(CompletionKind.Keyword, Tier.Expected, "true", "false");
    }

    /// <summary>The types that an expression can have where it stands; none when that is open.</summary>
    public static IEnumerable<ITypeSymbol> TypesAt(SemanticModel model, int position, ExpressionSyntax place) => (place.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: { IsVar: false } type } } } => [model.GetTypeInfo(type).Type],
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var type } } => [model.GetTypeInfo(type).Type],
        EqualsValueClauseSyntax { Parent: ParameterSyntax { Type: { } type } } => [model.GetTypeInfo(type).Type],
        AssignmentExpressionSyntax assignment when assignment.Right == place => [model.GetTypeInfo(assignment.Left).Type],
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            [model.GetTypeInfo(comparison.Left == place ? comparison.Right : comparison.Left).Type],
        ArgumentSyntax argument => ArgumentNames.ParametersFor(model, position, argument).Select(parameter => (ITypeSymbol?)parameter.Type),
        CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => [model.GetTypeInfo(choice.Expression).Type],
        ConstantPatternSyntax pattern => [model.GetTypeInfo(pattern).ConvertedType],
        ReturnStatementSyntax or ArrowExpressionClauseSyntax => [(model.GetEnclosingSymbol(position) as IMethodSymbol)?.ReturnType],
        _ => Array.Empty<ITypeSymbol?>(),
    }).OfType<ITypeSymbol>().Where(type => type is not IErrorTypeSymbol).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default);

    static ITypeSymbol NotNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
