using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Collects what can stand at the cursor, one entry for each name.</summary>
internal sealed class Candidates
{
    readonly Dictionary<string, Candidate> _byName = [];

    /// <summary>What has been collected.</summary>
    public IReadOnlyCollection<Candidate> All => _byName.Values;

    /// <summary>Whether types whose namespace is not imported can stand here too.</summary>
    public bool TakesTypes { get; set; }

    /// <summary>Whether to say nothing until something has been typed: a new name is being made up here, and a keyword is unlikely.</summary>
    public bool IsShy { get; set; }

    /// <summary>Adds names that are not there yet: what hides others comes first.</summary>
    public void Add(IEnumerable<ISymbol> symbols, Tier? tier = null)
    {
        foreach (var symbol in symbols)
            Add(symbol, tier);
    }

    public void Add(ISymbol symbol, Tier? tier = null)
    {
        if (!symbol.CanBeReferencedByName || symbol.IsImplicitlyDeclared && symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary } || symbol.Name.Contains(Cursor.Mark))
            return;
        if (!_byName.ContainsKey(symbol.Name))
            _byName.Add(symbol.Name, new(symbol.Name, SymbolKinds.Of(symbol), tier ?? SymbolKinds.TierOf(symbol), symbol, Escaped(symbol.Name)));
    }

    public void Add(CompletionKind kind, Tier tier, params IEnumerable<string> names)
    {
        foreach (var name in names)
            _byName.TryAdd(name, new(name, kind, tier));
    }

    /// <summary>Adds or replaces.</summary>
    public void Put(Candidate candidate) => _byName[candidate.Name] = candidate;

    static string? Escaped(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : null;
}
