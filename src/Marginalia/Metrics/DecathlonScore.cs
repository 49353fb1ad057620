namespace Marginalia.Metrics;

/// <summary>
/// The score of the Visual Domain Decathlon: sum over domains of 1000 (1 - E / E_max)^2, 0 where E is above E_max = 2 x the baseline's error, so that
/// the baseline gets 250 in each domain and no error at all 1000; higher is better (Rebuffi, Bilen, Vedaldi 2017, arXiv 1705.08045, section 4).
/// </summary>
public static class DecathlonScore
{
    /// <summary>The sum over domains.</summary>
    /// <param name="errors">Part of wrong answers in each domain, 0 to 1.</param>
    /// <param name="baseline">The same of the baseline, above 0: networks that are fine-tuned one by one.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a number is out of range.</exception>
    public static double Of(IReadOnlyList<double> errors, IReadOnlyList<double> baseline) => PerDomain(errors, baseline).Sum();

    /// <summary>The share of each domain.</summary>
    /// <inheritdoc cref="Of"/>
    public static double[] PerDomain(IReadOnlyList<double> errors, IReadOnlyList<double> baseline)
    {
        if (errors.Count == 0 || errors.Count != baseline.Count || errors.Any(error => error is not (>= 0 and <= 1)) || baseline.Any(error => error is not (> 0 and <= 1)))
            throw new ArgumentException(
                $"DecathlonScore: errors [{string.Join(", ", errors)}] and the baseline's [{string.Join(", ", baseline)}] are given; "
                + "expected one of each per domain, 0 .. 1, and none of the baseline's 0.");
        return [.. errors.Zip(baseline, (error, reference) => 1000 * Math.Pow(Math.Max(0, 1 - error / (2 * reference)), 2))];
    }
}
