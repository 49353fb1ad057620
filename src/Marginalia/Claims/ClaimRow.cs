using System.Globalization;

namespace Marginalia.Claims;

/// <summary>One line of a claim's table, in words.</summary>
internal sealed record ClaimRow(string Name, string Wanted, string Found, string Spread, string Symbol, string Outcome)
{
    public const string Met = "met";
    public const string Direction = "direction only";
    public const string Missed = "missed";
    public const string Open = "open";

    public static IEnumerable<ClaimRow> Of(Claim claim)
    {
        var found = claim.Measurements.ToDictionary(measurement => measurement.Name);
        foreach (var (name, bound) in claim.Criteria)
            yield return found.TryGetValue(name, out var measurement)
                ? new(name, bound.ToString(), Mean(measurement), PerSeed(measurement), SymbolOf(measurement), OutcomeOf(measurement))
                : new(name, bound.ToString(), "not measured", "", "–", Open);
    }

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.DirectionOnly => "direction only",
        Verdict.NotReproduced => "not reproduced",
        _ => "not attempted",
    };

    public static string Symbolise(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "✓",
        Verdict.DirectionOnly => "~",
        Verdict.NotReproduced => "✗",
        _ => "–",
    };

    public static string Circumstances(Claim claim) =>
        $"{claim.Budget.ToString().ToLowerInvariant()} budget, {(claim.Seeds == 1 ? "1 seed" : $"{claim.Seeds} seeds")}";

    static string SymbolOf(Measurement measurement) => measurement.Met ? "✓" : measurement.PointsRight ? "~" : "✗";

    static string OutcomeOf(Measurement measurement) => measurement.Met ? Met : measurement.PointsRight ? Direction : Missed;

    static string Mean(Measurement measurement) => measurement.Values.Count == 1
        ? Number(measurement.Mean, measurement)
        : $"{Number(measurement.Mean, measurement)} ± {Number(measurement.StandardDeviation, measurement)}";

    static string PerSeed(Measurement measurement)
    {
        if (measurement.Values.Count == 1)
            return "";
        var values = measurement.Values.Count <= 5
            ? string.Join(", ", measurement.Values.Select(value => Number(value, measurement)))
            : $"{Number(measurement.Values.Min(), measurement)} to {Number(measurement.Values.Max(), measurement)}";
        return measurement.Interval is { } interval
            ? $"{values} (95 % interval {Number(interval.Low, measurement)} to {Number(interval.High, measurement)})"
            : values;
    }

    // As many decimals as show two digits of the standard deviation.
    static string Number(double value, Measurement measurement)
    {
        var spread = measurement.StandardDeviation;
        if (spread <= 0 || spread < 1e-5 || Math.Abs(measurement.Mean) >= 1e6)
            return value.ToString("G4", CultureInfo.InvariantCulture).Replace("E", "e");
        var decimals = Math.Max(0, 1 - (int)Math.Floor(Math.Log10(spread)));
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
