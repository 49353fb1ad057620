using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class DecimationTests
{
    [Fact]
    public void KeepsEndsAndExtremesAndOrder()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            var y = Enumerable.Range(0, 5000).Select(_ => random.NextDouble()).ToArray();
            var kept = Keep(y, 300);
            Assert.InRange(kept.Length, 200, 300);
            Assert.Equal(kept.Order(), kept);
            Assert.Equal(kept.Length, kept.Distinct().Count());
            Assert.Equal((0, 4999), (kept[0], kept[^1]));
            Assert.Contains(Array.IndexOf(y, y.Max()), kept);
            Assert.Contains(Array.IndexOf(y, y.Min()), kept);
        }
    }

    [Fact]
    public void KeepsEverythingThatFits() => Assert.Equal(Enumerable.Range(0, 300), Keep(new double[300], 300));

    [Fact]
    public void KeepsALoneSpikeAndALoneGap()
    {
        var y = new double[10_000];
        y[1234] = 1;
        y[5678] = -1;
        y[7777] = double.NaN;
        var kept = Keep(y, 100);
        Assert.Contains(1234, kept);
        Assert.Contains(5678, kept);
        Assert.Contains(7777, kept);
        Assert.InRange(kept.Length, 3, 100);
    }

    [Fact]
    public void DropsWhatLiesOutsideExceptTheNeighbours()
    {
        double[] place = [.. Enumerable.Range(0, 100).Select(i => (i - 40) / 10.0)];
        Assert.Equal(Enumerable.Range(39, 13), Decimation.Keep(place, _ => 0, _ => 0, 1000));
    }

    [Fact]
    public void ColumnsFollowTheAxis()
    {
        // On a logarithmic axis half of the room belongs to the first hundred of ten thousand points: they stay.
        double[] place = [.. Enumerable.Range(1, 10_000).Select(i => Math.Log10(i) / 4)];
        var kept = Decimation.Keep(place, i => i % 7, i => i % 7, 400);
        Assert.InRange(kept.Count(i => i < 100), 60, 100);
        Assert.InRange(kept.Length, 150, 400);
    }

    [Fact]
    public void BandsKeepTheExtremesOfBothEdges()
    {
        double[] low = new double[1000], high = new double[1000];
        (low[321], high[654]) = (-5, 5);
        var kept = Decimation.Keep([.. Enumerable.Range(0, 1000).Select(i => i / 999.0)], i => low[i], i => high[i], 50);
        Assert.Contains(321, kept);
        Assert.Contains(654, kept);
    }

    static int[] Keep(double[] y, int limit) => Decimation.Keep([.. y.Select((_, i) => i / (y.Length - 1.0))], i => y[i], i => y[i], limit);
}
