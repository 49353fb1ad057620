using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class NumbersTests
{
    [Theory]
    [InlineData(1.25, "1.2")]
    [InlineData(-0.04, "0")]
    [InlineData(100, "100")]
    public void Pixels(double value, string expected) => Assert.Equal(expected, Marginalia.Charts.Drawing.Numbers.Pixel(value));

    [Theory]
    [InlineData(-1234.5, 1, "−1234.5")]
    [InlineData(12345, 0, "12,345")]
    [InlineData(-0.001, 1, "0.0")]
    public void Fixed(double value, int decimals, string expected) => Assert.Equal(expected, Marginalia.Charts.Drawing.Numbers.Fixed(value, decimals));

    [Theory]
    [InlineData(0.123456789, 1, false, 0.12346)]
    [InlineData(1000.123456, 0.001, false, 1000.123456)]
    [InlineData(123456.789, 1000, false, 123456.79)]
    [InlineData(1.23456789e-20, 1, true, 1.2346e-20)]
    [InlineData(123456789.0, 1e9, false, 123456800.0)]
    [InlineData(0, 0, false, 0)]
    public void RoundingKeepsWhatAFigureShows(double value, double span, bool log, double expected) =>
        Assert.Equal(expected, Marginalia.Charts.Drawing.Numbers.Round(value, span, log), Math.Abs(expected) * 1e-12);

    [Fact]
    public void RoundingErrorIsBelowATenThousandthOfTheSpan()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 2000; trial++)
        {
            var span = Math.Pow(10, random.NextDouble() * 40 - 20);
            var value = (random.NextDouble() - 0.5) * 2 * span;
            Assert.InRange(Math.Abs(Marginalia.Charts.Drawing.Numbers.Round(value, span, false) - value), 0, span * 1e-4);
        }
    }

    [Fact]
    public void TextWidthsAreThoseOfHelvetica()
    {
        Assert.Equal(10 * (0.722 + 0.556 + 0.222 + 0.222 + 0.556), TextMetrics.Width("Hello", 10), 1e-9);
        Assert.Equal(5.56 * 3, TextMetrics.Width("123", 10), 1e-9);
        Assert.Equal(TextMetrics.Width("−", 10), TextMetrics.Width("+", 10), 1e-9);
    }

    [Fact]
    public void WrappingKeepsAllWordsWithinTheWidth()
    {
        const string Text = "GradNorm reaches a lower loss than equal weighting on two tasks";
        var lines = TextMetrics.Wrap(Text, 12, 120);
        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.True(TextMetrics.Width(line, 12) <= 120));
        Assert.Equal(Text, string.Join(' ', lines));
    }

    [Fact]
    public void PathsAreRelativeAndDoNotDrift()
    {
        var points = Enumerable.Range(0, 1000).Select(i => (i * 0.333333, 100 + i % 7 * 0.77777)).ToArray();
        var read = SvgReader.Path(PathData.Open(points)).ToArray();
        Assert.InRange(Math.Abs(read[^1].X - points[^1].Item1), 0, 0.051);
        Assert.InRange(Math.Abs(read[^1].Y - points[^1].Item2), 0, 0.051);
    }
}
