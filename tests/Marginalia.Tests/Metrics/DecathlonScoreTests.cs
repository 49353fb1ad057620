using Marginalia.Metrics;

namespace Marginalia.Tests.Metrics;

public class DecathlonScoreTests
{
    [Fact]
    public void The_worked_number() => Assert.Equal(444.44, DecathlonScore.Of([.02], [.03]), 2);

    [Fact]
    public void The_baseline_has_250_per_domain_no_error_1000_and_twice_the_error_nothing()
    {
        Assert.Equal([250, 1000, 0, 0], DecathlonScore.PerDomain([.1, 0, .4, .9], [.1, .3, .2, .2]));
        Assert.Equal(2500, DecathlonScore.Of([.. Enumerable.Repeat(.3, 10)], [.. Enumerable.Repeat(.3, 10)]), 9);
    }

    [Theory]
    [InlineData(new double[] { }, new double[] { })]
    [InlineData(new[] { .1 }, new[] { .1, .2 })]
    [InlineData(new[] { 1.1 }, new[] { .1 })]
    [InlineData(new[] { .1 }, new[] { 0.0 })]
    [InlineData(new[] { double.NaN }, new[] { .1 })]
    public void Impossible_errors_are_refused(double[] errors, double[] baseline) =>
        Assert.Contains("DecathlonScore", Assert.Throws<ArgumentException>(() => DecathlonScore.Of(errors, baseline)).Message);
}
