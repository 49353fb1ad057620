using Marginalia.Claims;

namespace Marginalia.Tests.Claims;

public class VerdictTests
{
    const Verdict Yes = Verdict.Reproduced;
    const Verdict Direction = Verdict.DirectionOnly;
    const Verdict No = Verdict.NotReproduced;

    // Differences of value and baseline against "lower by 0.25 on every seed".
    [Theory]
    [InlineData(Yes, -0.3, -0.4, -0.5)]
    [InlineData(Yes, -0.25, -0.25, -0.25)]      // exactly the margin
    [InlineData(Direction, -0.3, -0.24, -0.5)]  // a margin missed on one seed
    [InlineData(Direction, -0.9, 0.1, -0.5)]    // one seed the other way, the mean right
    [InlineData(Direction, -0.001, 0.0, 0.0)]
    [InlineData(No, 0.0, 0.0, 0.0)]                   // a tie is no direction
    [InlineData(No, 0.1, -0.05, -0.04)]
    [InlineData(No, 0.3, 0.4, 0.5)]
    public void LowerByOnEverySeed(Verdict expected, params double[] differences) =>
        Assert.Equal(expected, Paired(Bound.LowerBy(0.25), [.. differences.Select(d => d + 1)], [1, 1, 1]));

    [Theory]
    [InlineData(Yes, -0.3, -0.2, -0.25)]
    [InlineData(Yes, -0.9, 0.1, -0.1)]
    [InlineData(Direction, -0.3, -0.2, -0.2)]
    [InlineData(No, 0.3, -0.2, -0.1)]
    public void LowerByInTheMean(Verdict expected, params double[] differences) =>
        Assert.Equal(expected, Paired(Bound.LowerBy(0.25).InTheMean(), [.. differences.Select(d => d + 1)], [1, 1, 1]));

    [Theory]
    [InlineData(Yes, 0.25, 0.3)]
    [InlineData(Direction, 0.2, 0.3)]
    [InlineData(No, -0.2, 0.1)]
    public void HigherBy(Verdict expected, params double[] differences) =>
        Assert.Equal(expected, Paired(Bound.HigherBy(0.25), [.. differences.Select(d => d + 1)], [1, 1]));

    [Theory]
    [InlineData(Yes, 0.3, 0.1)]        // 0.3 - 0.1 is a little below 0.2 in binary, yet equal to the margin
    [InlineData(Direction, 0.2999999, 0.1)]
    public void RoundingDoesNotDecide(Verdict expected, double value, double baseline) =>
        Assert.Equal(expected, Paired(Bound.HigherBy(0.2), [value], [baseline]));

    [Theory]
    [InlineData(Yes, 0.0, 0.0)]
    [InlineData(Yes, -1.0, 0.0)]
    [InlineData(Direction, -1.0, 0.5)]
    [InlineData(No, 1.0, -0.5)]
    public void MarginOfZeroAllowsTies(Verdict expected, params double[] differences) => Assert.Equal(expected, Paired(Bound.LowerBy(0), differences, [0, 0]));

    // Ratios against "at most 0.85 times".
    [Theory]
    [InlineData(Yes, 85.0, 80.0)]
    [InlineData(Direction, 86.0, 80.0)]
    [InlineData(Direction, 105.0, 80.0)]
    [InlineData(No, 100.0, 100.0)]
    [InlineData(No, 110.0, 95.0)]
    public void FactorBelowOne(Verdict expected, params double[] values) => Assert.Equal(expected, Paired(Bound.AtMostTimes(0.85), values, [100, 100]));

    // A tolerance: at most 1.08 times points the right way when it holds in the mean.
    [Theory]
    [InlineData(Yes, 108.0, 100.0)]
    [InlineData(Direction, 110.0, 100.0)]
    [InlineData(No, 110.0, 107.0)]
    public void FactorAboveOne(Verdict expected, params double[] values) => Assert.Equal(expected, Paired(Bound.AtMostTimes(1.08), values, [100, 100]));

    [Theory]
    [InlineData(Yes, 200.0, 210.0)]
    [InlineData(Direction, 101.0, 150.0)]
    [InlineData(No, 90.0, 100.0)]
    public void AtLeastTimes(Verdict expected, params double[] values) => Assert.Equal(expected, Paired(Bound.AtLeastTimes(2), values, [100, 100]));

    [Theory]
    [InlineData(Yes, 1.15, 1.0)]
    [InlineData(Direction, 1.2, 1.0)]
    [InlineData(No, 1.2, 1.15)]
    public void AtMost(Verdict expected, params double[] values) => Assert.Equal(expected, Plain(Bound.AtMost(1.15), values));

    [Theory]
    [InlineData(Yes, 0.9, 0.95)]
    [InlineData(Direction, 0.8, 1.0)]
    [InlineData(No, 0.8, 0.9)]
    public void AtLeast(Verdict expected, params double[] values) => Assert.Equal(expected, Plain(Bound.AtLeast(0.9), values));

    [Fact]
    public void APlainLimitInTheMeanHasNoDirectionWhenMissed()
    {
        Assert.Equal(Yes, Plain(Bound.AtMost(1).InTheMean(), [0.5, 1.5]));
        Assert.Equal(No, Plain(Bound.AtMost(1).InTheMean(), [0.5, 1.6]));
    }

    // Met, right direction and wrong direction, combined over criteria.
    [Theory]
    [InlineData(Yes, 0.0, 0.0)]
    [InlineData(Direction, 0.0, 1.1)]
    [InlineData(No, 0.0, 3.0)]
    [InlineData(No, 1.1, 3.0)]
    public void TheWorstCriterionDecides(Verdict expected, double first, double second)
    {
        var claim = Claim().Criterion("a", Bound.LowerBy(1)).Criterion("b", Bound.LowerBy(1));
        claim.Measure("a", [first], [2.0]).Measure("b", [second], [2.0]);
        Assert.Equal(expected, claim.Verdict);
    }

    [Fact]
    public void ATieThatIsMetDoesNotSpoilTheDirectionOfAnother()
    {
        var claim = Claim().Criterion("a", Bound.LowerBy(0)).Criterion("b", Bound.LowerBy(1));
        Assert.Equal(Direction, claim.Measure("a", [2], [2]).Measure("b", [1.5], [2.0]).Verdict);
    }

    [Fact]
    public void NothingMeasuredIsNotAttempted()
    {
        var claim = Claim().Criterion("a", Bound.AtMost(1)).Criterion("b", Bound.AtMost(1));
        Assert.Equal((Verdict.NotAttempted, "nothing was measured"), (claim.Verdict, claim.Why));
        claim.Measure("a", [0]);
        Assert.Equal((Verdict.NotAttempted, "nothing was measured for 'b'"), (claim.Verdict, claim.Why));
        claim.Measure("b", [0]);
        Assert.Equal((Yes, ""), (claim.Verdict, claim.Why));
    }

    [Fact]
    public void ASmallBudgetOrTooFewSeedsJudgeNothing()
    {
        static Claim Measured(Budget budget, int seeds) =>
            new Claim("id", "Sentence.", "source", Yes, budget, needs: Budget.Full, seeds: 3).Criterion("a", Bound.AtMost(1)).Measure("a", new double[seeds]);
        Assert.Equal((Verdict.NotAttempted, "the quick budget is too small, full is needed"), (Measured(Budget.Quick, 3).Verdict, Measured(Budget.Quick, 3).Why));
        Assert.Equal((Verdict.NotAttempted, "2 of 3 seeds measured"), (Measured(Budget.Full, 2).Verdict, Measured(Budget.Full, 2).Why));
        Assert.Equal(Yes, Measured(Budget.Full, 3).Verdict);
        Assert.Equal(Yes, Measured(Budget.Paper, 5).Verdict);
    }

    [Fact]
    public void NotAttemptedIsTheOnlyVerdictSetByHand()
    {
        var claim = Claim().Criterion("a", Bound.AtMost(1)).Measure("a", [0]).NotAttempted("NYUv2 is not here");
        Assert.Equal((Verdict.NotAttempted, "NYUv2 is not here"), (claim.Verdict, claim.Why));
        Assert.DoesNotContain(typeof(Claim).GetProperties(), property => property.CanWrite);
    }

    [Fact]
    public void TheNotebooksReasonComesFirst() =>
        Assert.Equal("the optimiser is unknown", Claim().Criterion("a", Bound.AtMost(1)).Measure("a", [2]).Because("the optimiser is unknown").Why);

    static Claim Claim() => new("id", "Sentence.", "source", Yes);

    static Verdict Paired(Bound bound, double[] values, double[] baseline) => Claim().Criterion("a", bound).Measure("a", values, baseline).Verdict;

    static Verdict Plain(Bound bound, double[] values) => Claim().Criterion("a", bound).Measure("a", values).Verdict;
}
