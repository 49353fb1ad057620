using Marginalia.Metrics;

namespace Marginalia.Tests.Metrics;

public class DeltaMtlTests
{
    private static readonly bool[] HigherIsBetter = [true, false, false];

    [Fact]
    public void Worked_numbers()
    {
        // mIoU 40 to 46, depth error 0.60 to 0.55, angle 20 to 22 degrees.
        Numbers.AssertClose([15, 25 / 3.0, -10], DeltaMtl.PerTask([46, 0.55, 22], [40, 0.6, 20], HigherIsBetter), 1e-9);
        Assert.Equal(4.444444, DeltaMtl.Percent([46, 0.55, 22], [40, 0.6, 20], HigherIsBetter), 6);
    }

    [Fact]
    public void Impossible_references_and_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([], [], []));
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([1], [0], [true]));
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([1], [double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => DeltaMtl.Percent([1, 2], [1], [true]));
    }
}
