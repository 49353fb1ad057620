using System.Collections;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Formatting;

/// <summary>
/// The elements that are shown of each sequence in a value. A sequence is read once for all MIME types, and no further than
/// one element beyond <see cref="Formatter.ListExpansionLimit"/>, so lazy, endless and single-use ones can be shown.
/// </summary>
internal sealed class TakenItems
{
    readonly Dictionary<object, Taken> _taken = new(ReferenceEqualityComparer.Instance);

    /// <param name="Items">The elements to show.</param>
    /// <param name="More">What is said about the others; null when there are none.</param>
    public sealed record Taken(IReadOnlyList<object?> Items, string? More);

    public Taken Of(IEnumerable sequence)
    {
        if (!_taken.TryGetValue(sequence, out var taken))
            _taken[sequence] = taken = Take(sequence);
        return taken;
    }

    static Taken Take(IEnumerable sequence)
    {
        var limit = Formatter.ListExpansionLimit;
        var items = sequence.Cast<object?>().Take(limit + 1).ToList();
        if (items.Count <= limit)
            return new(items, null);
        items.RemoveAt(limit);
        return new(items, Count(sequence) is { } count ? $"({count - limit} more)" : "(more)");
    }

    /// <summary>How many elements there are, when the sequence knows without being read.</summary>
    static int? Count(IEnumerable sequence) => sequence switch
    {
        Array { Rank: > 1 } => null,
        ICollection collection => collection.Count,
        _ => sequence.GetType().GetProperty("Count")?.GetValue(sequence) as int?,
    };
}
