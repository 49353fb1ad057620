using Marginalia.Datasets;

namespace Marginalia.Tests.Datasets;

public class PortableMathTests
{
    private static IEnumerable<double> Samples(double low, double high)
    {
        var random = new SeededRandom(11);
        return [low, high, .. Enumerable.Range(0, 20_000).Select(_ => low + (high - low) * random.NextDouble())];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void Sine_and_cosine_are_those_of_the_C_library(double largest)
    {
        foreach (double angle in Samples(-largest, largest))
        {
            var (sine, cosine) = PortableMath.SinCos(angle);
            Assert.Equal(Math.Sin(angle), sine, 1e-14);
            Assert.Equal(Math.Cos(angle), cosine, 1e-14);
        }
    }

    [Fact]
    public void Sine_and_cosine_at_the_quarters()
    {
        Assert.Equal((0, 1), PortableMath.SinCos(0));
        Assert.Equal((1, 0), Rounded(Math.PI / 2));
        Assert.Equal((0, -1), Rounded(Math.PI));
        Assert.Equal((-1, 0), Rounded(-Math.PI / 2));

        static (double, double) Rounded(double angle)
        {
            var (sine, cosine) = PortableMath.SinCos(angle);
            return (Math.Round(sine, 14) + 0.0, Math.Round(cosine, 14) + 0.0);
        }
    }

    [Fact]
    public void Angles_are_those_of_the_C_library()
    {
        foreach (double angle in Samples(-Math.PI, Math.PI))
            foreach (double radius in new[] { 1e-3, 1, 1e5 })
            {
                double x = radius * Math.Cos(angle), y = radius * Math.Sin(angle);
                Assert.Equal(Math.Atan2(y, x), PortableMath.Atan2(y, x), 1e-14);
            }

        foreach (var (y, x) in new (double, double)[] { (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, -1), (0, 0) })
            Assert.Equal(Math.Atan2(y, x), PortableMath.Atan2(y, x), 1e-15);
    }

    [Fact]
    public void Exponentials_and_logarithms_are_those_of_the_C_library()
    {
        foreach (double x in Samples(-30, 30))
        {
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-14);
            Assert.Equal(x, PortableMath.Log(Math.Exp(x)), 1e-13);
        }

        foreach (double x in Samples(1e-6, 10))
            Assert.Equal(Math.Log(x), PortableMath.Log(x), 1e-14);
        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(1, PortableMath.Exp(600) / Math.Exp(600), 1e-13);
    }

    [Fact]
    public void Powers_are_those_of_the_C_library()
    {
        foreach (double x in Samples(1e-3, 10))
            foreach (double y in new[] { 1 / 3.0, 2.4, -0.5 })
                Assert.Equal(1, PortableMath.Pow(x, y) / Math.Pow(x, y), 1e-14);
        Assert.Equal(0, PortableMath.Pow(0, 2.4));
    }

    [Fact]
    public void What_cannot_be_computed_well_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.SinCos(1e7));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.SinCos(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Exp(701));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Log(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableMath.Log(double.PositiveInfinity));
    }
}
