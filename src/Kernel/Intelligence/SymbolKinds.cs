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
        IMethodSymbol { Name: "Equals" or "GetHashCode" or "GetType" or "ToString" or "ReferenceEquals" or "MemberwiseClone" } => Tier.Common,
        _ when Submissions.IsCell(symbol.ContainingType) => Tier.Notebook,
        _ => Tier.Other,
    };

    /// <summary>Whether its author wants it to be seen, and it is not part of what runs the notebook.</summary>
    public static bool IsShown(ISymbol symbol) => symbol is INamespaceSymbol space
        ? space.ToDisplayString() != "Marginalia.Kernel" && HasVisible(space)
        : !Attributes(symbol).Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);

    public static bool IsObsolete(ISymbol? symbol) =>
        symbol is not null and not INamespaceSymbol && Attributes(symbol).Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");

    static ImmutableArray<AttributeData> Attributes(ISymbol symbol) => (symbol is IMethodSymbol { ReducedFrom: { } method } ? method : symbol).GetAttributes();

    /// <summary>Whether there is a public type in the namespace; the compiler also sees those that hold only internal ones.</summary>
    static bool HasVisible(INamespaceSymbol space) =>
        space.Name is not ("Internal" or "FxResources")
        && (space.GetTypeMembers().Any(type => type.DeclaredAccessibility == Accessibility.Public)
            || space.GetNamespaceMembers().Any(inner => IsShown(inner)));
}
