using System.Globalization;

namespace Marginalia.Claims;

/// <summary>One line of a claim's table, in words.</summary>
internal sealed record ClaimRow(string Name, string Wanted, string Found, string Spread, string Symbol, string Outcome)
{
    public static IEnumerable<ClaimRow> Of(Claim claim)
    {
        var found = claim.Measurements.ToDictionary(measurement => measurement.Name);
        foreach (var (name, bound) in claim.Criteria)
            yield return found.TryGetValue(name, out var measurement)
                ? new(name, bound.ToString(), Mean(measurement), Values(measurement), measurement.Met ? "✓" : "✗", measurement.Met ? "met" : measurement.PointsRight ? "missed, right direction" : "missed")
                : new(name, bound.ToString(), "not measured", "", "–", "open");
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

    static string Mean(Measurement measurement) =>
        measurement.Values.Count == 1 ? Number(measurement.Mean) : $"{Number(measurement.Mean)} ± {Number(measurement.StandardDeviation)}";

    static string Values(Measurement measurement)
    {
        if (measurement.Values.Count == 1)
            return "";
        var values = measurement.Values.Count <= 5
            ? string.Join(", ", measurement.Values.Select(Number))
            : $"{Number(measurement.Values.Min())} to {Number(measurement.Values.Max())}";
        return measurement.Interval is { } interval ? $"{values}; 95 % interval {Number(interval.Low)} to {Number(interval.High)}" : values;
    }

    static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture).Replace("E", "e");
}
