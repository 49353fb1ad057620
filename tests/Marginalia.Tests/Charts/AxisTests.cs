using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class AxisTests
{
    [Theory]
    [InlineData(0.0, 10.0, 0.0, 10.5)]    // starts at zero
    [InlineData(1.0, 10.0, 0.0, 10.45)]   // nearly reaches zero
    [InlineData(5.0, 10.0, 4.75, 10.25)]  // far from zero
    [InlineData(-10.0, -1.0, -10.45, 0.0)]
    [InlineData(-1.0, 1.0, -1.1, 1.1)]
    [InlineData(3.0, 3.0, 2.7, 3.3)]      // constant
    [InlineData(0.0, 0.0, -1.0, 1.0)]
    public void LinearRange(double low, double high, double from, double to) => Near((from, to), new Axis("", false).Resolve(new(low, high)));

    [Theory]
    [InlineData(0.0, 999.0, 0.0, 1000.0)]
    [InlineData(1.0, 500.0, 0.0, 500.0)]
    [InlineData(0.0, 951.0, 0.0, 960.0)]
    [InlineData(0.0, 1234.0, 0.0, 1234.0)]
    public void TightRangeEndsAtTheDataOrARoundNumberNearby(double low, double high, double from, double to) =>
        Near((from, to), new Axis("", false) { Tight = true }.Resolve(new(low, high)));

    [Fact]
    public void LogarithmicRangeHasMarginsInDecades()
    {
        var (low, high) = new Axis("", true).Resolve(new(1, 100));
        Assert.Equal(-0.1, Math.Log10(low), 1e-9);
        Assert.Equal(2.1, Math.Log10(high), 1e-9);
    }

    [Fact]
    public void EmptyDataAndCategoriesHaveARangeToo()
    {
        Assert.Equal((0, 1), new Axis("", false).Resolve(Extent.Empty));
        Assert.Equal((0.1, 10), new Axis("", true).Resolve(Extent.Empty));
        var axis = new Axis("", false);
        axis.Categories.AddRange(["a", "b", "c"]);
        Assert.Equal((-0.5, 2.5), axis.Resolve(new(0, 2)));
    }

    [Fact]
    public void OnlyDrawableValuesCount()
    {
        double[] values = [double.NaN, double.PositiveInfinity, -3, 0, 2, 1e305];
        Assert.Equal(new Extent(-3, 2), Extent.Of(values, false));
        Assert.Equal(new Extent(2, 2), Extent.Of(values, true));
        Assert.True(Extent.Of([double.NaN], false).IsEmpty);
    }

    static void Near((double, double) expected, (double, double) actual)
    {
        Assert.Equal(expected.Item1, actual.Item1, 1e-9);
        Assert.Equal(expected.Item2, actual.Item2, 1e-9);
    }
}
