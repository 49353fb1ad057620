using System.Globalization;

namespace Marginalia.Claims;

/// <summary>
/// What a criterion demands of its measured values, one per seed: a limit for the values themselves, for their differences to a paired
/// baseline, or for their ratios to it; on every seed unless <see cref="InTheMean"/> is asked for. A value equal to the limit meets it;
/// equality allows for rounding (1e-12 of the limit).
/// <para>
/// Besides being met or missed, a bound says whether the numbers point the right way at all, which decides about
/// <see cref="Verdict.DirectionOnly"/>: a difference when its mean has the right sign, a ratio bounded away from 1 when its mean lies on
/// the right side of 1, and everything else (plain limits, and tolerances such as "at most 1.08 times") when the mean keeps the limit.
/// No change at all (a difference of 0, a ratio of 1) is not a direction.
/// </para>
/// </summary>
public sealed record Bound
{
    enum Quantity
    {
        Value,
        Difference,
        Ratio,
    }

    readonly Quantity quantity;
    readonly bool upper;
    readonly double limit;
    bool mean;

    Bound(Quantity quantity, bool upper, double limit)
    {
        if (!double.IsFinite(limit))
            throw new ArgumentException($"Bound: the limit is {Text(limit)}, a finite number expected.");
        (this.quantity, this.upper, this.limit) = (quantity, upper, limit);
    }

    /// <summary>The value is at most <paramref name="limit"/>.</summary>
    public static Bound AtMost(double limit) => new(Quantity.Value, true, limit);

    /// <summary>The value is at least <paramref name="limit"/>.</summary>
    public static Bound AtLeast(double limit) => new(Quantity.Value, false, limit);

    /// <summary>The value is lower than its baseline by at least <paramref name="margin"/> (0 allows equality).</summary>
    public static Bound LowerBy(double margin) => new(Quantity.Difference, true, 0 - NotNegative(margin));

    /// <summary>The value is higher than its baseline by at least <paramref name="margin"/> (0 allows equality).</summary>
    public static Bound HigherBy(double margin) => new(Quantity.Difference, false, NotNegative(margin));

    /// <summary>The value is at most <paramref name="factor"/> times its baseline.</summary>
    public static Bound AtMostTimes(double factor) => new(Quantity.Ratio, true, Positive(factor));

    /// <summary>The value is at least <paramref name="factor"/> times its baseline.</summary>
    public static Bound AtLeastTimes(double factor) => new(Quantity.Ratio, false, Positive(factor));

    /// <summary>The same bound for the mean over seeds (of the values, differences or ratios) instead of for every seed.</summary>
    public Bound InTheMean() => this with { mean = true };

    /// <summary>Whether measurements come with a baseline, seed by seed.</summary>
    public bool Paired => quantity != Quantity.Value;

    /// <summary>Whether the values are differences to a baseline, for which an interval is of interest.</summary>
    internal bool OfDifferences => quantity == Quantity.Difference;

    /// <summary>The bound in words, such as <c>difference &lt;= -0.25 on every seed</c>.</summary>
    public override string ToString()
    {
        var what = quantity switch { Quantity.Difference => "difference ", Quantity.Ratio => "ratio ", _ => "" };
        return $"{what}{(upper ? "<=" : ">=")} {Text(limit)} {(mean ? "in the mean" : "on every seed")}";
    }

    /// <summary>What the bound judges: the values themselves, or their differences or ratios to the baseline.</summary>
    internal double[] Judged(double[] values, double[]? baseline) => quantity switch
    {
        Quantity.Difference => [.. values.Zip(baseline!, (value, reference) => value - reference)],
        Quantity.Ratio => [.. values.Zip(baseline!, (value, reference) => value / reference)],
        _ => values,
    };

    /// <summary>Whether baselines must be above zero.</summary>
    internal bool Divides => quantity == Quantity.Ratio;

    internal bool MetBy(double[] judged) => mean ? Keeps(Statistics.Mean(judged), limit) : judged.All(value => Keeps(value, limit));

    internal bool PointsRight(double[] judged)
    {
        var average = Statistics.Mean(judged);
        var neutral = quantity == Quantity.Difference ? 0 : 1;
        var strict = quantity == Quantity.Difference || quantity == Quantity.Ratio && (upper ? limit < 1 : limit > 1);
        if (!strict)
            return Keeps(average, limit);
        return upper ? average < neutral : average > neutral;
    }

    bool Keeps(double value, double bound)
    {
        var rounding = 1e-12 * Math.Abs(bound);
        return upper ? value <= bound + rounding : value >= bound - rounding;
    }

    static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    static double NotNegative(double margin) => margin >= 0
        ? margin
        : throw new ArgumentException($"Bound: a margin of {Text(margin)} given, 0 or more expected; choose LowerBy or HigherBy for the direction.");

    static double Positive(double factor) =>
        factor > 0 ? factor : throw new ArgumentException($"Bound: a factor of {Text(factor)} given, a number above 0 expected.");
}
