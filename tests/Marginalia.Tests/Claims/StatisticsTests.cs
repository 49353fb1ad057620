using Marginalia.Claims;

namespace Marginalia.Tests.Claims;

public class StatisticsTests
{
    // Two-sided 95 % and 99 % points of Student's t, as in every printed table.
    [Theory]
    [InlineData(0.975, 1, 12.7062)]
    [InlineData(0.975, 2, 4.30265)]
    [InlineData(0.975, 3, 3.18245)]
    [InlineData(0.975, 4, 2.77645)]
    [InlineData(0.975, 5, 2.57058)]
    [InlineData(0.975, 9, 2.26216)]
    [InlineData(0.975, 10, 2.22814)]
    [InlineData(0.975, 30, 2.04227)]
    [InlineData(0.975, 100, 1.98397)]
    [InlineData(0.995, 1, 63.6567)]
    [InlineData(0.995, 2, 9.92484)]
    [InlineData(0.995, 10, 3.16927)]
    [InlineData(0.75, 1, 1.0)]
    [InlineData(0.5, 7, 0.0)]
    public void TQuantilesAreThoseOfTheTables(double probability, int degreesOfFreedom, double expected)
    {
        Assert.Equal(expected, Statistics.TQuantile(probability, degreesOfFreedom), 5e-5 * Math.Max(1, Math.Abs(expected)) / 2);
        Assert.Equal(-expected, Statistics.TQuantile(1 - probability, degreesOfFreedom), 5e-5 * Math.Max(1, Math.Abs(expected)) / 2);
    }

    [Fact]
    public void TwoDegreesOfFreedomHaveAClosedForm()
    {
        for (var p = 0.05; p < 1; p += 0.05)
            Assert.Equal((2 * p - 1) / Math.Sqrt(2 * p * (1 - p)), Statistics.TQuantile(p, 2), 1e-9);
    }

    [Fact]
    public void MeanAndSampleDeviation()
    {
        Assert.Equal(5, Statistics.Mean([2, 4, 4, 4, 5, 5, 7, 9]));
        Assert.Equal(Math.Sqrt(32.0 / 7), Statistics.StandardDeviation([2, 4, 4, 4, 5, 5, 7, 9]), 1e-12);
        Assert.Equal(0, Statistics.StandardDeviation([3]));
    }

    [Fact]
    public void IntervalOfThreeValues()
    {
        // mean 2, s = 1, 4.30265 / sqrt(3) = 2.48414
        var (low, high) = Statistics.MeanInterval([1, 2, 3]);
        Assert.Equal(2 - 2.48414, low, 1e-5);
        Assert.Equal(2 + 2.48414, high, 1e-5);
    }

    [Fact]
    public void TooLittleIsAnError()
    {
        Assert.Contains("no values", Assert.Throws<ArgumentException>(() => Statistics.Mean([])).Message);
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => Statistics.MeanInterval([1])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.TQuantile(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.TQuantile(double.NaN, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.TQuantile(0.9, 0));
    }
}
