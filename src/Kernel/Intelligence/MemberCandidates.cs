using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What can follow a dot.</summary>
/// <param name="model">What names mean.</param>
/// <param name="position">Where the member's name starts.</param>
/// <param name="candidates">Where to collect.</param>
internal sealed class MemberCandidates(SemanticModel model, int position, Candidates candidates)
{
    /// <summary>Whether only types and namespaces can stand here.</summary>
    public bool TypesOnly { get; init; }

    /// <summary>Whether only namespaces can.</summary>
    public bool NamespacesOnly { get; init; }

    /// <summary>After <c>expression.</c></summary>
    public void AddOf(ExpressionSyntax receiver)
    {
        if (receiver is BaseExpressionSyntax)
            candidates.Add(model.LookupBaseMembers(position).Where(symbol => !symbol.IsStatic));
        else
            Add(model.GetSymbolInfo(receiver), model.GetTypeInfo(receiver).Type, receiver);
    }

    /// <summary>After <c>name.</c> where it was parsed as a type: what starts like a declaration may be an expression that the next line continues.</summary>
    public void AddOfName(NameSyntax receiver)
    {
        if (IsUnknown(receiver))
            AddOfText(receiver.ToString());
        else
            Add(model.GetSymbolInfo(receiver), null, receiver);
    }

    /// <summary>After text that was not parsed as an expression.</summary>
    public void AddOfText(string receiver)
    {
        var expression = SyntaxFactory.ParseExpression(receiver);
        Add(model.GetSpeculativeSymbolInfo(position, expression, SpeculativeBindingOption.BindAsExpression),
            model.GetSpeculativeTypeInfo(position, expression, SpeculativeBindingOption.BindAsExpression).Type, expression);
    }

    /// <summary>After <c>expression?.</c></summary>
    public void AddNotNull(ExpressionSyntax receiver)
    {
        if (model.GetTypeInfo(receiver).Type is { } type)
            AddInstance(type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type);
    }

    /// <summary>After <c>pointer-></c></summary>
    public void AddPointedAt(ExpressionSyntax receiver)
    {
        if (model.GetTypeInfo(receiver).Type is IPointerTypeSymbol pointer)
            AddInstance(pointer.PointedAtType);
    }

    bool IsUnknown(ExpressionSyntax receiver) => model.GetSymbolInfo(receiver) is { Symbol: null } && model.GetTypeInfo(receiver).Type is null or IErrorTypeSymbol;

    void Add(SymbolInfo info, ITypeSymbol? type, ExpressionSyntax receiver)
    {
        var symbol = info.Symbol is IAliasSymbol alias ? alias.Target : info.Symbol;
        if (symbol is INamespaceSymbol space)
        {
            candidates.Add(model.LookupNamespacesAndTypes(position, space).Where(symbol => symbol is INamespaceSymbol || !NamespacesOnly));
            return;
        }
        if (symbol is ITypeSymbol declared)
        {
            AddStatic(declared);
            return;
        }
        if (type is null or IErrorTypeSymbol)
            type = symbol is null && info.CandidateSymbols.Length > 0 ? Result(info.CandidateSymbols[0]) : Result(symbol);
        if (type is null or IErrorTypeSymbol || TypesOnly)
            return;
        AddInstance(type);
        // A property may be called like its type; then the type's own members can follow too.
        if (receiver is IdentifierNameSyntax { Identifier.ValueText: var name } && type.Name == name && symbol is not null)
            AddStatic(type);
    }

    static ITypeSymbol? Result(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol method => method.MethodKind == MethodKind.Constructor ? method.ContainingType : null,
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    void AddStatic(ITypeSymbol type)
    {
        if (TypesOnly)
            candidates.Add(model.LookupNamespacesAndTypes(position, type));
        else
            candidates.Add(model.LookupSymbols(position, type).Where(symbol => symbol.IsStatic || symbol is INamedTypeSymbol));
    }

    void AddInstance(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Dynamic || type.SpecialType == SpecialType.System_Void)
            return;
        var members = model.LookupSymbols(position, type, includeReducedExtensionMethods: true)
            .Where(symbol => symbol is not ITypeSymbol && (!symbol.IsStatic || symbol is IMethodSymbol { ReducedFrom: not null }));
        candidates.Add(type is INamedTypeSymbol { IsTupleType: true } tuple ? members.Where(member => !IsHidden(member, tuple)) : members);
    }

    /// <summary>Whether it is <c>Item1</c> of a tuple that has a name for it.</summary>
    static bool IsHidden(ISymbol member, INamedTypeSymbol tuple) =>
        member is IFieldSymbol && tuple.TupleElements.Any(element => element.IsExplicitlyNamedTupleElement && element.Name != member.Name
            && SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, (member as IFieldSymbol)!.CorrespondingTupleField));
}
