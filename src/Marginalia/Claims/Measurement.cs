namespace Marginalia.Claims;

/// <summary>A criterion and the numbers that were measured for it.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Bound">What was demanded, before measuring.</param>
/// <param name="Values">What the bound judges, one number per seed: values, or differences or ratios to the baseline.</param>
public sealed record Measurement(string Name, Bound Bound, IReadOnlyList<double> Values)
{
    /// <summary>The mean over seeds.</summary>
    public double Mean => Statistics.Mean(Values);

    /// <summary>The sample standard deviation over seeds; 0 for one seed.</summary>
    public double StandardDeviation => Statistics.StandardDeviation(Values);

    /// <summary>The 95 % t interval of the mean of paired differences; null for other quantities and for a single seed.</summary>
    public (double Low, double High)? Interval => Bound.OfDifferences && Values.Count > 1 ? Statistics.MeanInterval(Values) : null;

    /// <summary>Whether the bound is kept.</summary>
    public bool Met => Bound.MetBy([.. Values]);

    /// <summary>Whether the numbers point the right way in the mean.</summary>
    public bool PointsRight => Bound.PointsRight([.. Values]);
}
