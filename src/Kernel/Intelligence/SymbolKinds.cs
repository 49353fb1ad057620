using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What a symbol is to a reader, and whether to show it.</summary>
internal static class SymbolKinds
{
    public static CompletionKind Of(ISymbol symbol) => symbol switch
    {
        IAliasSymbol alias => Of(alias.Target),
        IParameterSymbol => CompletionKind.Parameter,
        ILocalSymbol { IsConst: true } => CompletionKind.Constant,
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => CompletionKind.EnumMember,
        IFieldSymbol { IsConst: true } => CompletionKind.Constant,
        IFieldSymbol or IPropertySymbol when Submissions.IsCell(symbol.ContainingType) => CompletionKind.Variable,
        IFieldSymbol => CompletionKind.Field,
        IPropertySymbol => CompletionKind.Property,
        IEventSymbol => CompletionKind.Event,
        IMethodSymbol { IsExtensionMethod: true } => CompletionKind.ExtensionMethod,
        IMethodSymbol => CompletionKind.Method,
        INamespaceSymbol => CompletionKind.Namespace,
        ITypeParameterSymbol => CompletionKind.TypeParameter,
        ITypeSymbol type => type.TypeKind switch
        {
            TypeKind.Struct => CompletionKind.Struct,
            TypeKind.Interface => CompletionKind.Interface,
            TypeKind.Enum => CompletionKind.Enum,
            TypeKind.Delegate => CompletionKind.Delegate,
            _ => CompletionKind.Class,
        },
        _ => CompletionKind.Local,
    };

    public static Tier TierOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => Tier.Local,
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => Tier.Local,
        IMethodSymbol { ReducedFrom: { } extension } when extension.Parameters[0].Type is ITypeParameterSymbol or { SpecialType: SpecialType.System_Object } => Tier.Common,
        IMethodSymbol { Name: "Equals" or "GetHashCode" or "GetType" or "ToString" or "ReferenceEquals" or "MemberwiseClone" } => Tier.Common,
        _ when Submissions.IsCell(symbol.ContainingType) => Tier.Notebook,
        _ => Tier.Other,
    };

    /// <summary>Whether its author wants it to be seen, and it is not part of what runs the notebook.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cell">Knows what is referenced, and what only comes with it.</param>
    public static bool IsShown(ISymbol symbol, BoundCell cell) => symbol is INamespaceSymbol space
        ? space.ToDisplayString() is not ("Marginalia.Kernel" or "Internal" or "FxResources") && HasVisible(space, cell)
        : !Attributes(symbol).Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);

    public static bool IsObsolete(ISymbol? symbol) =>
        symbol is not null and not INamespaceSymbol && Attributes(symbol).Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");

    static ImmutableArray<AttributeData> Attributes(ISymbol symbol) => (symbol is IMethodSymbol { ReducedFrom: { } method } ? method : symbol).GetAttributes();

    /// <summary>Whether there is a public type in the namespace, of an assembly that is referenced; the compiler sees others too.</summary>
    static bool HasVisible(INamespaceSymbol space, BoundCell cell) =>
        space.GetTypeMembers().Any(type => type.DeclaredAccessibility == Accessibility.Public && cell.IsReferenced(type.ContainingAssembly))
        || space.GetNamespaceMembers().Any(inner => IsShown(inner, cell));
}
