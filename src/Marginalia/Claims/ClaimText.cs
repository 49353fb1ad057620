namespace Marginalia.Claims;

/// <summary>A claim as a table for terminals.</summary>
internal static class ClaimText
{
    public static string Of(Claim claim)
    {
        List<string> lines = [$"{ClaimRow.Symbolise(claim.Verdict)} {ClaimRow.Word(claim.Verdict).ToUpperInvariant()}: {claim.Sentence}", $"  {claim.Source}; {ClaimRow.Circumstances(claim)}"];
        string[][] cells = [["criterion", "wanted", "measured", "per seed", ""], .. ClaimRow.Of(claim).Select(row => (string[])[row.Name, row.Wanted, row.Found, row.Spread, $"{row.Symbol} {row.Outcome}"])];
        if (cells.Length > 1)
        {
            int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
            lines.AddRange(cells.Select(row => "  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
        }

        if (claim.Verdict != claim.Declared)
            lines.Add($"  the notebook declares: {ClaimRow.Word(claim.Declared)}");
        if (claim.Why.Length > 0)
            lines.Add($"  why: {claim.Why}");
        return string.Join('\n', lines);
    }
}
