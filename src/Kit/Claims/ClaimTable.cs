using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Claims;

/// <summary>Shows claims: each with what is declared and what was found, below it the measured numbers and their criteria.</summary>
internal static class ClaimTable
{
    public static void Show(IReadOnlyList<Claim> claims, Screen screen)
    {
        var numbers = new TextTable(new("", Flexible: true), new("", Right: true), new("", Flexible: true), new(""));
        foreach (var measurement in claims.SelectMany(claim => claim.Measurements))
            numbers.Add(measurement.Name, Value(measurement), measurement.Criterion, new(measurement.Met ? "met" : "missed", measurement.Met ? screen.Good : screen.Bad));

        // All numbers are laid out together, so that they line up from claim to claim, and dealt out row by row.
        using var rows = numbers.Rows(screen, indent: 4).GetEnumerator();
        foreach (var claim in claims)
        {
            var (sign, paint) = ClaimMark.Of(claim, screen);
            foreach (var (index, line) in Cells.Wrap(claim.Sentence, screen.Width - 2).Index())
                screen.Line($"{(index == 0 ? paint(sign) : " ")} {screen.Bold(line)}");
            var judged = $"  declared {claim.Declared.Word()}, found {paint(claim.Verdict.Word())}{(claim.Failed ? paint(": FAILED") : "")}";
            var origin = $"   {claim.Source}; {claim.Budget} budget, {claim.Seeds} {(claim.Seeds == 1 ? "seed" : "seeds")}";
            string[] lines = Cells.Width(judged + origin) <= screen.Width
                ? [judged + screen.Dim(origin)]
                : [judged, .. Cells.Wrap(origin.Trim(), screen.Width - 2).Select(line => $"  {screen.Dim(line)}")];
            foreach (var line in lines) screen.Line(line);
            foreach (var _ in claim.Measurements)
            {
                rows.MoveNext();
                foreach (var line in rows.Current) screen.Line(line);
            }

            if (claim.Why.Length > 0)
                foreach (var line in Cells.Wrap(claim.Why, screen.Width - 4)) screen.Line($"    {screen.Dim(line)}");
            screen.Line();
        }
    }

    /// <summary>A measured value with its spread over the seeds: <c>-0.3123 ± 0.041</c>.</summary>
    public static string Value(Measurement measurement) =>
        measurement.Values.Count > 1 ? $"{measurement.Mean:G4} ± {measurement.Std:G2}" : $"{measurement.Mean:G4}";
}
