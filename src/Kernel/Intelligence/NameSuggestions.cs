using Marginalia.Kernel.CSharp;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What somebody may have meant by a name that the compiler does not know.</summary>
internal sealed class NameSuggestions(CSharpCompleter completer)
{
    const int NamespacesShown = 2;

    /// <summary>The end of an error message: a namespace to import, or the name that is nearest to the one written; null when there is none.</summary>
    /// <param name="error">What the compiler says.</param>
    /// <param name="code">The text.</param>
    /// <param name="position">Where the error is in it.</param>
    public string? For(Diagnostic error, string code, int position)
    {
        if (error.Id is not ("CS0103" or "CS0117" or "CS0234" or "CS0246" or "CS1061"))
            return null;
        var (start, end) = Cursor.WordAt(code, position);
        var name = code[start..end];
        if (name == "")
            return null;
        if (error.Id is "CS0103" or "CS0246" && NamespacesOf(name) is { Length: > 0 } namespaces)
            return $"; there is one in {string.Join(" and ", namespaces)}: using {namespaces[0]};";
        var most = name.Length <= 2 ? 0 : name.Length <= 5 ? 1 : 2;
        var nearest = completer.CandidatesAt(code, end)
            .Where(candidate => candidate.Kind != CompletionKind.Keyword && Math.Abs(candidate.Name.Length - name.Length) <= most)
            .Select(candidate => (candidate.Name, candidate.Tier, Distance: EditDistance.Of(name, candidate.Name)))
            .Where(candidate => candidate.Distance <= most && candidate.Name != name)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Tier).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is null ? null : $"; did you mean '{nearest.Name}'?";
    }

    static string[] NamespacesOf(string name) => [.. ReferenceIndex.Types
        .Where(type => type.Name == name && !CompletionOrder.IsRarelyUsed(type.Namespace))
        .Select(type => type.Namespace).OrderBy(space => space.Length).ThenBy(space => space, StringComparer.Ordinal).Take(NamespacesShown)];
}
