namespace Marginalia.Balancers;

/// <summary>Examples in messages.</summary>
internal static class Examples
{
    private const int Shown = 16;

    /// <summary>For example <c>examples 3, 17 and 4 more</c>.</summary>
    public static string Listed(IReadOnlyList<long> indices) =>
        $"{(indices.Count == 1 ? "example" : "examples")} {string.Join(", ", indices.Take(Shown))}{(indices.Count > Shown ? $" and {indices.Count - Shown} more" : "")}";
}
