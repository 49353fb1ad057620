using System.Globalization;
using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1000, 5, "0 200 400 600 800 1000")]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0")]
    [InlineData(0.58, 1.02, 5, "0.6 0.7 0.8 0.9 1.0")]
    [InlineData(0, 20000, 4, "0 5000 10,000 15,000 20,000")]
    [InlineData(0, 5e6, 5, "0 10^6 2×10^6 3×10^6 4×10^6 5×10^6")]
    [InlineData(0, 1.2e-5, 4, "0 2×10^−6 4×10^−6 6×10^−6 8×10^−6 1.0×10^−5 1.2×10^−5")]
    [InlineData(-3e8, -1e8, 4, "−3.0×10^8 −2.5×10^8 −2.0×10^8 −1.5×10^8 −1.0×10^8")]
    public void LinearLabels(double low, double high, double target, string expected) =>
        Assert.Equal(expected, string.Join(" ", Ticks.Linear(low, high, target).Select(tick => tick.Label.ToString())));

    [Theory]
    [InlineData(0.001, 10, 5, "0.001 0.01 0.1 1 10")]
    [InlineData(1e-8, 1e-3, 6, "10^−8 10^−7 10^−6 10^−5 10^−4 10^−3")]
    [InlineData(1e-8, 1e8, 5, "10^−6 10^−3 10^0 10^3 10^6")]
    [InlineData(0.9, 60, 5, "1 2 5 10 20 50")]
    [InlineData(3e-7, 4e-5, 5, "5×10^−7 10^−6 2×10^−6 5×10^−6 10^−5 2×10^−5")]
    [InlineData(1.1, 1.9, 4, "1.2 1.4 1.6 1.8")]
    public void LogarithmicLabels(double low, double high, double target, string expected) =>
        Assert.Equal(expected, string.Join(" ", Ticks.Logarithmic(low, high, target).Where(tick => !tick.Minor).Select(tick => tick.Label.ToString())));

    [Fact]
    public void LinearTicksAreFewRoundAndInside()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 5000; trial++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9));
            var span = (0.01 + random.NextDouble()) * Math.Pow(10, random.Next(-8, 9));
            if (span < Math.Abs(low) * 1e-6)
                continue;
            var ticks = Ticks.Linear(low, low + span, random.Next(3, 8));
            var context = $"{low} to {low + span}";
            Assert.True(ticks.Count is >= 3 and <= 9, context);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, low, low + span));
            var steps = ticks.Zip(ticks.Skip(1), (a, b) => b.Value - a.Value).ToArray();
            var mantissa = steps[0] / Math.Pow(10, Math.Floor(Math.Log10(steps[0]) + 1e-6));
            Assert.True(new[] { 1, 2, 5 }.Any(digit => Math.Abs(mantissa - digit) < 1e-3), $"{context}: step {steps[0]}");
            Assert.All(steps, step => Assert.Equal(1, step / steps[0], 1e-3));
            LabelsSayTheirValues(ticks);
        }
    }

    [Fact]
    public void LogarithmicTicksAreFewAndInside()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 5000; trial++)
        {
            var low = Math.Pow(10, random.NextDouble() * 20 - 10);
            var high = low * Math.Pow(10, 0.01 + random.NextDouble() * random.Next(1, 25));
            var ticks = Ticks.Logarithmic(low, high, random.Next(3, 8));
            var majors = ticks.Where(tick => !tick.Minor).ToArray();
            Assert.True(majors.Length is >= 3 and <= 9, $"{low} to {high}: {majors.Length}");
            Assert.All(ticks, tick => Assert.InRange(tick.Value, low * (1 - 1e-9), high * (1 + 1e-9)));
            LabelsSayTheirValues(majors);
        }
    }

    // A label read back is the tick's value, down to a millionth of a step.
    static void LabelsSayTheirValues(IReadOnlyList<Tick> majors)
    {
        var step = majors[1].Value - majors[0].Value;
        foreach (var tick in majors)
        {
            var number = tick.Label.ToString().Replace(",", "").Replace('−', '-').Replace("×10^", "e").Replace("10^", "1e");
            Assert.Equal(tick.Value, double.Parse(number, CultureInfo.InvariantCulture), Math.Abs(step) * 1e-6);
        }
    }
}
