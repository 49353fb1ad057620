using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class CrossStitchTests
{
    [Fact]
    public void A_unit_mixes_as_the_paper_says()
    {
        using var unit = new CrossStitchUnit(2, 1, 0.9, perChannel: true, ScalarType.Float64);
        Tensor[] maps = [full([1, 1, 1, 1], 1, ScalarType.Float64), full([1, 1, 1, 1], 3, ScalarType.Float64)];
        Numbers.AssertClose([1.2, 2.8], Numbers.ToArray(unit.call(maps)), 1e-12);
    }

    [Fact]
    public void The_gradient_of_alpha_is_the_product_of_the_gradient_and_the_other_map()
    {
        using var unit = new CrossStitchUnit(3, 2, 0.8, perChannel: true, ScalarType.Float64);
        Tensor[] maps = [.. Enumerable.Range(0, 3).Select(_ => randn([2, 2, 3, 4], ScalarType.Float64))];
        Tensor[] slopes = [.. Enumerable.Range(0, 3).Select(_ => randn([2, 2, 3, 4], ScalarType.Float64))];
        unit.call(maps).Zip(slopes, (mixture, slope) => (mixture * slope).sum()).Aggregate((a, b) => a + b).backward();
        for (int i = 0; i < 3; i++)
        {
            Numbers.AssertClose([.. Enumerable.Range(0, 3).SelectMany(j => Enumerable.Repeat(i == j ? 0.8 : 0.1, 2))], Numbers.ToArray(unit.Weights(i)), 1e-12);
            for (int j = 0; j < 3; j++)
                Numbers.AssertClose(Numbers.ToArray((slopes[i] * maps[j]).sum([0L, 2L, 3L])), Numbers.ToArray(unit.Weights(i).grad![j]), 1e-10);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_alpha_the_identity_the_tasks_are_independent_networks(bool perChannel)
    {
        var seeds = new List<long>();
        UNetHead Head(IReadOnlyList<int> channels, int outputs, long seed)
        {
            seeds.Add(seed);
            return new(channels, outputs, seed);
        }

        int[] outputs = [2, 3];
        using var model = new CrossStitch(task => new ConvNet([4, 6], seed: task), outputs, Head, own: 1, perChannel: perChannel);
        using var image = randn(2, 3, 12, 8);
        var predictions = model.call(image);
        for (int task = 0; task < 2; task++)
        {
            using var alone = new HardSharing(new ConvNet([4, 6], seed: task), [outputs[task]], (channels, outputs, _) => new UNetHead(channels, outputs, seeds[task]));
            Assert.Equal(Numbers.ToArray(alone.call(image)[0]), Numbers.ToArray(predictions[task]));
        }
    }

    [Fact]
    public void With_one_task_it_is_the_single_task_network()
    {
        using var model = new CrossStitch(_ => new ConvNet([4, 6], seed: 3), [2], seed: 5);
        using var alone = new HardSharing(new ConvNet([4, 6], seed: 3), [2], seed: 5);
        using var image = randn(2, 3, 12, 8);
        Assert.Equal(Numbers.ToArray(alone.call(image)[0]), Numbers.ToArray(model.call(image)[0]));
    }

    [Fact]
    public void It_has_a_weight_for_each_pair_of_tasks_and_channel_or_for_each_pair()
    {
        using var single = new ConvNet();
        using var head = new UNetHead(single.Channels, 1);
        long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
        using var perChannel = new CrossStitch(task => new ConvNet(seed: task), [1, 1, 1]);
        using var scalar = new CrossStitch(task => new ConvNet(seed: task), [1, 1, 1], perChannel: false);
        Assert.Equal(3 * Count(single) + 3 * Count(head) + 9 * (16 + 24 + 32 + 48), Count(perChannel));
        Assert.Equal(3 * Count(single) + 3 * Count(head) + 9 * 4, Count(scalar));
        Assert.Equal(9 * 4, scalar.Alpha.Sum(p => p.numel()));
        Numbers.AssertClose([0.05, 0.9, 0.05], perChannel.Weights(2)[1], 1e-6);
    }

    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new CrossStitch(_ => new ConvNet([4, 6]), [2, 3]);
        Twin.AssertEqual("cross-stitch", model);
    }

    [Fact]
    public void Encoders_that_differ_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new CrossStitch(task => new ConvNet([4, 6 + task]), [2, 3]));
        Assert.Contains("4, 6 and of 4, 7", error.Message);
    }
}
