using Marginalia.Kernel.Documents;

namespace Marginalia.Kit.Claims;

/// <summary>The claims that a notebook's outputs show.</summary>
internal static class NotebookClaims
{
    /// <summary>All claims in the order in which they are first shown; of one shown twice the later state counts.</summary>
    /// <exception cref="FormatException">A claim cannot be read; the message names the cell and the fault.</exception>
    public static IReadOnlyList<Claim> Of(Notebook notebook)
    {
        OrderedDictionary<string, Claim> claims = [];
        foreach (var (index, cell) in notebook.Cells.Index())
            foreach (var text in cell.Outputs.Select(Bundled).OfType<string>())
            {
                try
                {
                    var claim = ClaimJson.Parse(text);
                    claims[claim.Id] = claim;
                }
                catch (FormatException error)
                {
                    throw new FormatException($"cell {index + 1} shows a claim that cannot be read: {error.Message}", error);
                }
            }

        return [.. claims.Values];
    }

    static string? Bundled(CellOutput output) => output switch
    {
        DisplayOutput display => display.Bundle[ClaimJson.MimeType],
        ResultOutput result => result.Bundle[ClaimJson.MimeType],
        _ => null,
    };
}
