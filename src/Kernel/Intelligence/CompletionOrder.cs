using Marginalia.Kernel.CSharp;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Which candidates go with what has been typed, best first.</summary>
internal static class CompletionOrder
{
    const int NotImportedShown = 20, NotImportedFrom = 3;

    static readonly string[] s_rarelyUsed = ["Internal", "System.Runtime.", "System.Reflection.Metadata", "System.Reflection.Emit", "System.ComponentModel.Design", "System.Xml.Xsl", "Microsoft.VisualBasic"];

    /// <summary>
    /// Those that start with the prefix, in any case; when there is none, those whose words start with its letters (<c>gcn</c> for GetClassName),
    /// or that contain it. Capitals in the prefix put names with the same capitals first.
    /// </summary>
    public static IReadOnlyList<Candidate> Choose(Candidates candidates, string prefix, BoundCell cell)
    {
        if (candidates.IsShy && prefix == "")
            return [];
        List<Candidate> found = [.. Visible(candidates.All.Where(candidate => candidate.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)), cell)];
        if (candidates.TakesTypes && prefix.Length >= NotImportedFrom)
            found.AddRange(NotImported(candidates, prefix));
        if (found.Count == 0)
            found.AddRange(Visible(candidates.All.Where(candidate => MatchesWords(candidate.Name, prefix)), cell));
        if (found.Count == 0)
            found.AddRange(Visible(candidates.All.Where(candidate => candidate.Name.Contains(prefix, StringComparison.OrdinalIgnoreCase)), cell));
        var sameCase = prefix.Any(char.IsUpper);
        return [.. found
            .OrderBy(candidate => candidate.Tier == Tier.Obsolete)
            .ThenBy(candidate => sameCase && !candidate.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ThenBy(candidate => candidate.Tier)
            .ThenBy(candidate => candidate.Name, StringComparer.OrdinalIgnoreCase)
            .ThenByDescending(candidate => candidate.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether the letters are, in order, starts of words of the name, each with any number of the letters that follow.</summary>
    public static bool MatchesWords(string name, string letters)
    {
        return From(0, 0, false);

        bool From(int at, int letter, bool within)
        {
            if (letter == letters.Length)
                return true;
            for (; at < name.Length; at++, within = false)
                if (char.ToUpperInvariant(name[at]) == char.ToUpperInvariant(letters[letter])
                    && (within || at == 0 || char.IsUpper(name[at]) || name[at - 1] == '_') && From(at + 1, letter + 1, true))
                    return true;
            return false;
        }
    }

    /// <summary>Whether types of a namespace are not offered where they are not imported.</summary>
    public static bool IsRarelyUsed(string space) => s_rarelyUsed.Any(rare => space.StartsWith(rare, StringComparison.Ordinal));

    static IEnumerable<Candidate> Visible(IEnumerable<Candidate> candidates, BoundCell cell) =>
        from candidate in candidates
        where candidate.Symbol is null || SymbolKinds.IsShown(candidate.Symbol, cell)
        select SymbolKinds.IsObsolete(candidate.Symbol) ? candidate with { Tier = Tier.Obsolete } : candidate;

    static IEnumerable<Candidate> NotImported(Candidates candidates, string prefix)
    {
        var known = candidates.All.Select(candidate => candidate.Name).ToHashSet();
        return ReferenceIndex.Types
            .Where(type => type.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !known.Contains(type.Name)
                && !type.Name.EndsWith("Attribute", StringComparison.Ordinal) && !IsRarelyUsed(type.Namespace))
            .OrderBy(type => type.Name.Length).ThenBy(type => type.Namespace.Length).ThenBy(type => type.Name, StringComparer.Ordinal)
            .Take(NotImportedShown)
            .Select(type => new Candidate(type.Name, CompletionKind.Class, Tier.NotImported, null, $"{type.Namespace}.{type.Name}"));
    }
}
