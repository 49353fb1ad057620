using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Names that stand by themselves.</summary>
/// <param name="model">What names mean.</param>
/// <param name="position">Where the name starts.</param>
/// <param name="candidates">Where to collect.</param>
internal sealed class NameCandidates(SemanticModel model, int position, Candidates candidates)
{
    /// <summary>Everything in scope: locals, variables, functions, types, namespaces.</summary>
    public void AddAll()
    {
        var scope = model.GetEnclosingSymbol(position);
        candidates.Add(model.LookupSymbols(position).Where(symbol => IsDeclared(symbol) && IsReachable(symbol, scope)));
        if (scope is { IsStatic: false, ContainingType: { } type } && !Submissions.IsCell(type))
            candidates.Add(CompletionKind.Keyword, Tier.Other, "this", "base");
        candidates.TakesTypes = true;
    }

    /// <summary>Types and namespaces.</summary>
    public void AddTypes()
    {
        candidates.Add(model.LookupNamespacesAndTypes(position));
        candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Types);
        candidates.TakesTypes = true;
    }

    /// <summary>What a pattern can compare with.</summary>
    public void AddTypesAndConstants()
    {
        AddTypes();
        candidates.Add(model.LookupSymbols(position).Where(symbol => symbol is IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true }));
    }

    /// <summary>Types after <c>new</c>, the one that is asked for first.</summary>
    public void AddCreatable(ObjectCreationExpressionSyntax creation)
    {
        if (creation.Parent is ThrowStatementSyntax or ThrowExpressionSyntax)
            candidates.Add(model.LookupNamespacesAndTypes(position).Where(IsException), Tier.Expected);
        foreach (var type in ExpectedValues.TypesAt(model, position, creation))
            if (type is INamedTypeSymbol { IsAbstract: false, CanBeReferencedByName: true } named)
                candidates.Put(new(named.Name, SymbolKinds.Of(named), Tier.Expected, named, named.ToMinimalDisplayString(model, position)));
        candidates.Add(model.LookupNamespacesAndTypes(position).Where(symbol => symbol is not INamedTypeSymbol { IsStatic: true }));
        candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Types);
        candidates.TakesTypes = true;
    }

    /// <summary>Attributes, without the end of their names.</summary>
    public void AddAttributes()
    {
        foreach (var symbol in model.LookupNamespacesAndTypes(position))
            if (symbol is INamespaceSymbol)
                candidates.Add(symbol);
            else if (symbol is INamedTypeSymbol { IsAbstract: false } type && Bases(type).Any(parent => parent is { Name: "Attribute", ContainingNamespace.Name: "System" }))
                candidates.Put(new(type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name[..^9] : type.Name, CompletionKind.Class, Tier.Other, type));
    }

    static bool IsException(ISymbol symbol) => symbol is INamedTypeSymbol type && Bases(type).Any(parent => parent is { Name: "Exception", ContainingNamespace.Name: "System" });

    static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type; parent is not null; parent = parent.BaseType)
            yield return parent;
    }

    /// <summary>Whether it is declared before the cursor, and not by the statement that the cursor is in.</summary>
    bool IsDeclared(ISymbol symbol)
    {
        if (symbol is not (ILocalSymbol or IRangeVariableSymbol or IFieldSymbol) || symbol.DeclaringSyntaxReferences is not [var declared] || declared.SyntaxTree != model.SyntaxTree)
            return true;
        if (symbol is IFieldSymbol && (!Submissions.IsCell(symbol.ContainingType) || !Submissions.IsCell(model.GetEnclosingSymbol(position)?.ContainingType)))
            return true;
        return declared.Span.End <= position || declared.GetSyntax() is SingleVariableDesignationSyntax or ForEachStatementSyntax && declared.Span.Start < position;
    }

    /// <summary>Whether it is static, or there is an object that it belongs to. Classes of a cell, and static functions, do not see the cell's variables.</summary>
    static bool IsReachable(ISymbol symbol, ISymbol? scope)
    {
        if (symbol.IsStatic || symbol is not (IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: not MethodKind.LocalFunction }))
            return true;
        if (Submissions.IsCell(scope?.ContainingType) && symbol.ContainingType.SpecialType == SpecialType.System_Object)
            return false;
        for (; scope is not null; scope = scope.ContainingSymbol)
        {
            if (scope is IMethodSymbol or IFieldSymbol or IPropertySymbol && scope.IsStatic)
                return false;
            if (scope is INamedTypeSymbol type)
                return !Submissions.IsCell(symbol.ContainingType) || Submissions.IsCell(type);
        }
        return true;
    }
}
