using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Members in the braces of an initializer, of <c>with</c> and of a pattern.</summary>
internal static class MemberNames
{
    /// <summary>Adds the members that can be named here; false when other names can stand here too.</summary>
    public static bool Add(SemanticModel model, int position, SimpleNameSyntax name, Candidates candidates)
    {
        SyntaxNode place = name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name ? assignment : name;
        if (place.Parent is InitializerExpressionSyntax initializer)
        {
            if (Initialised(model, initializer) is not { } type)
                return false;
            var given = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(other => other.Left.ToString()).ToHashSet();
            candidates.Add(Members(model, position, type).Where(member => !given.Contains(member.Name) && IsSettable(model, position, member)), Tier.Expected);
            return !IsCollection(type);
        }
        if (name.FirstAncestorOrSelf<SubpatternSyntax>() is { Parent: PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax pattern } } subpattern && IsNameOf(name, subpattern))
        {
            var given = ((PropertyPatternClauseSyntax)subpattern.Parent).Subpatterns.Select(other => other.NameColon?.Name.ToString()).ToHashSet();
            if (model.GetTypeInfo(pattern).Type is { } matched)
                candidates.Add(Members(model, position, matched).Where(member => !given.Contains(member.Name)), Tier.Expected);
            return true;
        }
        return false;
    }

    static ITypeSymbol? Initialised(SemanticModel model, InitializerExpressionSyntax initializer) => initializer.Parent switch
    {
        BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type ?? model.GetTypeInfo(creation).ConvertedType,
        WithExpressionSyntax copy => model.GetTypeInfo(copy.Expression).Type,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } nested => model.GetTypeInfo(nested.Left).Type,
        _ => null,
    };

    static bool IsNameOf(SimpleNameSyntax name, SubpatternSyntax subpattern) =>
        name.Parent is NameColonSyntax || (subpattern is { NameColon: null, ExpressionColon: null } && name.Parent is ConstantPatternSyntax or TypePatternSyntax);

    static IEnumerable<ISymbol> Members(SemanticModel model, int position, ITypeSymbol type) =>
        model.LookupSymbols(position, type).Where(member => member is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false, IsConst: false });

    static bool IsSettable(SemanticModel model, int position, ISymbol member) => member switch
    {
        IPropertySymbol { SetMethod: { } setter } => model.IsAccessible(position, setter),
        IPropertySymbol property => IsCollection(property.Type),
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };

    static bool IsCollection(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String && type.AllInterfaces.Any(parent => parent.SpecialType == SpecialType.System_Collections_IEnumerable);
}
