namespace Marginalia.Claims;

/// <summary>A claim as a table for terminals of about 100 columns.</summary>
internal static class ClaimText
{
    const int LineLength = 98;

    public static string Of(Claim claim)
    {
        List<string> lines =
        [
            .. Wrapped($"{ClaimRow.Symbolise(claim.Verdict)} {ClaimRow.Word(claim.Verdict).ToUpperInvariant()}: {claim.Sentence}"),
            $"  {claim.Source}; {ClaimRow.Circumstances(claim)}",
        ];
        ClaimRow[] rows = [.. ClaimRow.Of(claim)];
        if (rows.Length > 0)
        {
            string[][] cells =
            [
                ["", "criterion", "wanted", "measured"],
                .. rows.Select(row => (string[])[$"{row.Symbol} {row.Outcome}", row.Name, row.Wanted, row.Found]),
            ];
            int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
            for (var i = 0; i < cells.Length; i++)
            {
                lines.Add(("  " + string.Join("  ", cells[i].Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
                if (i > 0 && rows[i - 1].Spread.Length > 0)
                    lines.Add(new string(' ', widths[0] + 6) + "per seed " + rows[i - 1].Spread);
            }
        }

        if (claim.Verdict != claim.Declared)
            lines.Add($"  the notebook declares: {ClaimRow.Word(claim.Declared)}");
        if (claim.Why.Length > 0)
            lines.AddRange(Wrapped($"  why: {claim.Why}"));
        return string.Join('\n', lines);
    }

    static IEnumerable<string> Wrapped(string text)
    {
        while (text.Length > LineLength && text.LastIndexOf(' ', LineLength) is var space and > 4)
        {
            yield return text[..space];
            text = "    " + text[(space + 1)..];
        }

        yield return text;
    }
}
