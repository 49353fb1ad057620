using Marginalia.Datasets;

namespace Marginalia.Tests.Datasets;

public class SeededRandomTests
{
    [Fact]
    public void First_numbers_never_change()
    {
        // SplitMix64 from state 0 begins with these numbers in every implementation.
        var random = new SeededRandom();
        Assert.Equal(0xE220A8397B1DCDAFUL, random.NextUInt64());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.NextUInt64());
        Assert.Equal(0x06C45D188009454FUL, random.NextUInt64());
    }

    [Fact]
    public void A_key_is_a_stream_and_order_matters()
    {
        Assert.Equal(new SeededRandom(1, 2).NextUInt64(), new SeededRandom(1, 2).NextUInt64());
        long[][] keys = [[], [0], [1], [0, 0], [1, 2], [2, 1], [1, 2, 0], [-1]];
        Assert.Equal(keys.Length, keys.Select(key => new SeededRandom(key).NextUInt64()).Distinct().Count());
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_law()
    {
        var random = new SeededRandom(3);
        var x = Enumerable.Range(0, 200_000).Select(_ => random.NextNormal()).ToArray();
        Assert.InRange(x.Average(), -0.01, 0.01);
        Assert.InRange(x.Average(v => v * v), 0.985, 1.015);
        Assert.InRange(x.Average(v => v * v * v * v), 2.9, 3.1);
        Assert.InRange(x.Zip(x.Skip(1), (a, b) => a * b).Average(), -0.01, 0.01);
    }

    [Fact]
    public void Integers_are_uniform()
    {
        var random = new SeededRandom(5);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextInt64(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(0));
    }

    [Fact]
    public void Permutations_hold_every_number_once_and_reach_every_order()
    {
        var random = new SeededRandom(6);
        var seen = new Dictionary<string, int>();
        for (int i = 0; i < 6_000; i++)
        {
            var order = random.NextPermutation(3);
            Assert.Equal([0, 1, 2], order.Order());
            string key = string.Join(",", order);
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(6, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1150));
    }
}
