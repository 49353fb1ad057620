namespace Marginalia.Kit.Documents;

/// <summary>Something that is wrong with a notebook.</summary>
/// <param name="Cell">The cell, from 1, or null when it is the whole.</param>
/// <param name="What">What was found and what was expected.</param>
/// <param name="Fix">What to do.</param>
internal sealed record Finding(int? Cell, string What, string Fix)
{
    public override string ToString() => $"{(Cell is { } cell ? $"cell {cell}: " : "")}{What}; {Fix}";
}
