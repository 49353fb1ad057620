using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Names that stand by themselves.</summary>
/// <param name="cell">What names mean.</param>
/// <param name="position">Where the name starts.</param>
/// <param name="candidates">Where to collect.</param>
internal sealed class NameCandidates(BoundCell cell, int position, Candidates candidates)
{
    readonly SemanticModel _model = cell.Model, _alone = cell.Alone;

    /// <summary>Everything in scope: locals, variables, functions, types, namespaces.</summary>
    public void AddAll()
    {
        var scope = _alone.GetEnclosingSymbol(position);
        var here = _alone.LookupSymbols(position).Where(symbol => IsDeclared(symbol, scope) && IsReachable(symbol, scope)).ToLookup(IsOfThisCell);
        candidates.Add(here[true]);
        if (_model.GetEnclosingSymbol(position)?.ContainingType is { IsScriptClass: false } around) // it may inherit from a class of an earlier cell
            candidates.Add(_model.LookupSymbols(position, around).Where(symbol => IsReachable(symbol, scope)));
        foreach (var earlier in cell.Ground.Earlier)
            candidates.Add(earlier.GetMembers().Where(symbol => IsReachable(symbol, scope)));
        candidates.Add(here[false]);
        candidates.Add(CompletionKind.Class, Tier.Notebook, cell.Ground.Aliases);
        if (scope is { IsStatic: false, ContainingType: { } type } && !Submissions.IsCell(type))
            candidates.Add(CompletionKind.Keyword, Tier.Other, "this", "base");
        candidates.TakesTypes = true;
    }

    /// <summary>Types and namespaces.</summary>
    public void AddTypes()
    {
        candidates.Add(Types());
        candidates.Add(CompletionKind.Class, Tier.Notebook, cell.Ground.Aliases);
        candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Types);
        candidates.TakesTypes = true;
    }

    /// <summary>What a pattern can compare with.</summary>
    public void AddTypesAndConstants()
    {
        AddTypes();
        candidates.Add(_alone.LookupSymbols(position).Concat(cell.Ground.Earlier.SelectMany(earlier => earlier.GetMembers())).Where(symbol => symbol is IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true }));
    }

    /// <summary>Types after <c>new</c>, the one that is asked for first.</summary>
    public void AddCreatable(ObjectCreationExpressionSyntax creation)
    {
        if (creation.Parent is ThrowStatementSyntax or ThrowExpressionSyntax)
            candidates.Add(Types().Where(IsException), Tier.Expected);
        foreach (var type in ExpectedValues.TypesAt(_model, position, creation))
            if (type is INamedTypeSymbol { IsAbstract: false, CanBeReferencedByName: true } named)
                candidates.Put(new(named.Name, SymbolKinds.Of(named), Tier.Expected, named, named.ToMinimalDisplayString(_model, position)));
        candidates.Add(Types().Where(symbol => symbol is not INamedTypeSymbol { IsStatic: true }));
        candidates.Add(CompletionKind.Class, Tier.Notebook, cell.Ground.Aliases);
        candidates.Add(CompletionKind.Keyword, Tier.Other, Keywords.Types);
        candidates.TakesTypes = true;
    }

    /// <summary>Attributes, without the end of their names.</summary>
    public void AddAttributes()
    {
        foreach (var symbol in Types())
            if (symbol is INamespaceSymbol)
                candidates.Add(symbol);
            else if (symbol is INamedTypeSymbol { IsAbstract: false } type && Bases(type).Any(parent => parent is { Name: "Attribute", ContainingNamespace.Name: "System" }))
                candidates.Put(new(type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name[..^9] : type.Name, CompletionKind.Class, Tier.Other, type));
    }

    /// <summary>Types and namespaces of this cell, of earlier ones, and the rest.</summary>
    IEnumerable<ISymbol> Types()
    {
        var here = _alone.LookupNamespacesAndTypes(position).ToLookup(IsOfThisCell);
        return [.. here[true], .. cell.Ground.Earlier.SelectMany(earlier => earlier.GetTypeMembers()), .. here[false]];
    }

    bool IsOfThisCell(ISymbol symbol) => symbol is not INamespaceSymbol && symbol.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == _alone.SyntaxTree);

    static bool IsException(ISymbol symbol) => symbol is INamedTypeSymbol type && Bases(type).Any(parent => parent is { Name: "Exception", ContainingNamespace.Name: "System" });

    static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? parent = type; parent is not null; parent = parent.BaseType)
            yield return parent;
    }

    /// <summary>Whether it is declared before the cursor, and not by the statement that the cursor is in.</summary>
    bool IsDeclared(ISymbol symbol, ISymbol? scope)
    {
        if (symbol is not (ILocalSymbol or IRangeVariableSymbol or IFieldSymbol) || symbol.DeclaringSyntaxReferences is not [var declared] || declared.SyntaxTree != _alone.SyntaxTree)
            return true;
        if (symbol is IFieldSymbol && (!Submissions.IsCell(symbol.ContainingType) || !Submissions.IsCell(scope?.ContainingType)))
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
