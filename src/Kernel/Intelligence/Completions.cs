namespace Marginalia.Kernel.Intelligence;

/// <summary>The ways to go on at a place in a cell, best first.</summary>
/// <param name="Start">Where the text to replace starts, in UTF-16 code units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">What to replace it with.</param>
public sealed record Completions(int Start, int End, IReadOnlyList<CompletionItem> Items)
{
    /// <summary>No way to go on.</summary>
    internal static Completions None(int position) => new(position, position, []);
}
