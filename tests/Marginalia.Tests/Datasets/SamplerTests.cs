using FsCheck;
using FsCheck.Fluent;
using Marginalia.Datasets;
using Microsoft.FSharp.Core;

namespace Marginalia.Tests.Datasets;

public class SamplerTests
{
    public static TheoryData<string> Kinds => [.. All.Keys];

    private static Dictionary<string, Sampler> All => new()
    {
        ["shuffled"] = new ShuffledSampler(40),
        ["balanced"] = new BalancedSampler([.. Enumerable.Range(0, 40).Select(i => (long)(i % 7 == 0 ? 1 : 0))]),
        ["weighted"] = new WeightedSampler([.. Enumerable.Range(1, 40).Select(i => (double)i)]),
        ["distributed"] = new DistributedSampler(new ShuffledSampler(40), 1, 3),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_run_repeats_and_every_epoch_and_seed_differs(string kind)
    {
        var sampler = All[kind];
        Assert.Equal(sampler.Count, sampler.Order(3, 1).Length);
        Assert.Equal(All[kind].Order(3, 1), sampler.Order(3, 1));
        Assert.NotEqual(sampler.Order(3, 0), sampler.Order(3, 1));
        Assert.NotEqual(sampler.Order(4, 1), sampler.Order(3, 1));
    }

    [Fact]
    public void A_shuffled_order_is_the_permutation_of_seed_and_epoch() =>
        Assert.Equal(new SeededRandom(3, 5).NextPermutation(9), new ShuffledSampler(9).Order(3, 5));

    [Fact]
    public void A_sequential_order_is_the_same_in_every_epoch()
    {
        Assert.Equal([0, 1, 2, 3], new SequentialSampler(4).Order(3, 0));
        Assert.Equal([0, 1, 2, 3], new SequentialSampler(4).Order(4, 7));
    }

    [Fact]
    public void Balanced_classes_and_the_examples_of_a_class_come_equally_often() => Check(
        from labels in Gen.Choose(-1, 5).Select(label => (long)label).NonEmptyListOf().Where(list => list.Any(label => label >= 0))
        from count in Gen.Choose(1, 60)
        select (Labels: labels.ToArray(), Count: count),
        sample =>
        {
            var order = new BalancedSampler(sample.Labels, sample.Count).Order(1, sample.Count);
            Assert.Equal(sample.Count, order.Length);
            Assert.DoesNotContain(order, index => sample.Labels[index] < 0);
            static int Spread(IEnumerable<int> counts) => counts.Max() - counts.Min();
            var examples = Enumerable.Range(0, sample.Labels.Length).Where(i => sample.Labels[i] >= 0).GroupBy(i => sample.Labels[i]).ToArray();
            Assert.InRange(Spread(examples.Select(members => order.Count(index => sample.Labels[index] == members.Key))), 0, 1);
            Assert.All(examples, members => Assert.InRange(Spread(members.Select(i => order.Count(index => index == i))), 0, 1));
        });

    [Fact]
    public void Frequent_classes_take_turns_from_epoch_to_epoch()
    {
        var sampler = new BalancedSampler([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], count: 4);
        Assert.Equal(12, Enumerable.Range(0, 60).SelectMany(epoch => sampler.Order(1, epoch)).Distinct().Count());
    }

    [Fact]
    public void Weights_are_frequencies()
    {
        var order = new WeightedSampler([0, 1, 0, 3, 4, 0], count: 80_000).Order(5, 0);
        int[] counts = [.. Enumerable.Range(0, 6).Select(i => order.Count(index => index == i))];
        Assert.Equal([0, 0, 0], [counts[0], counts[2], counts[5]]);
        foreach (var (count, share) in new[] { (counts[1], 0.125), (counts[3], 0.375), (counts[4], 0.5) })
            Assert.InRange(count / 80_000.0 - share, -0.01, 0.01); // 5 standard deviations of the widest
    }

    [Fact]
    public void Parts_of_a_distributed_order_are_disjoint_and_equally_long() => Check(
        from count in Gen.Choose(1, 50)
        from world in Gen.Choose(1, 8)
        select (Count: Math.Max(count, world), World: world),
        sample =>
        {
            var whole = new ShuffledSampler(sample.Count).Order(2, 1);
            long[][] Parts(bool pad) => [.. Enumerable.Range(0, sample.World).Select(rank => new DistributedSampler(new ShuffledSampler(sample.Count), rank, sample.World, pad).Order(2, 1))];

            var cut = Parts(pad: false);
            int each = sample.Count / sample.World;
            Assert.All(cut, part => Assert.Equal(each, part.Length));
            Assert.Equal(whole[..(each * sample.World)].Order(), cut.SelectMany(part => part).Order());

            var padded = Parts(pad: true);
            int more = (sample.Count + sample.World - 1) / sample.World;
            Assert.All(padded, part => Assert.Equal(more, part.Length));
            Assert.Equal([.. whole.Concat(whole).Take(more * sample.World).Order()], padded.SelectMany(part => part).Order());
        });

    [Fact]
    public void What_cannot_be_sampled_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffledSampler(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequentialSampler(0));
        Assert.Contains("of 2 labels none is 0 or above", Assert.Throws<ArgumentException>(() => new BalancedSampler([-1, -1])).Message);
        Assert.Contains("weight 1 is -1", Assert.Throws<ArgumentException>(() => new WeightedSampler([1, -1])).Message);
        Assert.Contains("sum to 0", Assert.Throws<ArgumentException>(() => new WeightedSampler([0, 0])).Message);
        Assert.Contains("rank 2 of 2 processes; expected 0 .. 1", Assert.Throws<ArgumentException>(() => new DistributedSampler(new ShuffledSampler(4), 2, 2)).Message);
        Assert.Contains("3 examples leave nothing for each of 4", Assert.Throws<ArgumentException>(() => new DistributedSampler(new ShuffledSampler(3), 0, 4, pad: false)).Message);
    }

    private static void Check<T>(Gen<T> samples, Action<T> property) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(7), FSharpOption<int>.None))),
        Prop.ForAll(samples.ToArbitrary(), property));
}
