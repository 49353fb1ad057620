namespace Marginalia.Conformance;

/// <summary>What came of a case, and the numbers.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Got">All values that the method has, whatever was expected; null when it threw.</param>
/// <param name="Error">What it threw; null when it gave values.</param>
/// <param name="Worst">The number that is farthest from what is expected; null where no number is compared.</param>
public sealed record CaseResult(
    ConformanceCase Case, CaseOutcome Outcome, IReadOnlyDictionary<string, CaseValue>? Got, string? Error, CaseDeviation? Worst)
{
    /// <summary>Why it did not pass, in one line; empty when it did.</summary>
    public string Why => Outcome switch
    {
        CaseOutcome.Passed => "",
        CaseOutcome.Failed when Case.MustFail => "must be refused, but was not",
        CaseOutcome.Failed when Case.IllPosed => Error is null ? "gives numbers that are not accepted" : $"must not be refused, but: {Error}",
        CaseOutcome.Failed when Worst is { } worst && double.IsNaN(worst.Expected) => $"{worst.Key}{worst.Place}",
        CaseOutcome.Failed when Worst is { } worst =>
            $"{worst.Key}{worst.Place}: got {worst.Got:R}, expected {worst.Expected:R}, off by {worst.Multiple:G3} times the tolerance",
        CaseOutcome.Unknown when Error is null => "expects nothing",
        _ => Error!,
    };
}
