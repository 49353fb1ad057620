using Marginalia.Charts;

namespace Marginalia.Rendering;

/// <summary>What is shown of a value: a heading, remarks, perhaps pictures, perhaps a table.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Facts">What belongs beside that: shape, type, place.</param>
internal sealed record Card(string Kind, string Facts)
{
    /// <summary>Lines below the heading.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The value as images.</summary>
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>The value as a table; null when there is nothing in it.</summary>
    public CardTable? Table { get; init; }
}
