using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class MtiNetTests
{
    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new MtiNet(new ConvNet([2, 3]), [2, 1], [1]);
        Twin.AssertEqual("mti-net", model);
    }

    [Fact]
    public void Weights_of_the_tasks_sum_to_1_in_every_channel_and_pixel()
    {
        using var module = new FeaturePropagation(3, 4, new Generator(1), ScalarType.Float64);
        Tensor[] features = [.. Enumerable.Range(0, 3).Select(_ => randn([2, 4, 5, 6], ScalarType.Float64))];
        var weights = module.Weights(features);
        Assert.Equal([2, 3, 4, 5, 6], weights.shape);
        Numbers.AssertClose([.. Enumerable.Repeat(1.0, 2 * 4 * 5 * 6)], Numbers.ToArray(weights.sum([1L])), 1e-14);
        Assert.Equal([[2, 4, 5, 6], [2, 4, 5, 6], [2, 4, 5, 6]], module.call(features).Select(map => map.shape));
    }

    [Fact]
    public void Without_a_common_part_a_task_hands_on_its_own_features()
    {
        using var module = new FeaturePropagation(3, 4, new Generator(1), ScalarType.Float64);
        using (no_grad())
            foreach (var (_, parameter) in module.named_parameters().Where(pair => pair.name.StartsWith("reduce.normalization", StringComparison.Ordinal)))
                parameter.zero_();
        Tensor[] features = [.. Enumerable.Range(0, 3).Select(_ => randn([2, 4, 5, 6], ScalarType.Float64))];
        Assert.All(module.call(features).Zip(features), pair => Assert.Equal(Numbers.ToArray(pair.Second), Numbers.ToArray(pair.First)));
    }

    [Fact]
    public void First_predictions_come_from_coarse_to_fine_and_a_scale_depends_on_the_coarser_ones_only()
    {
        using var model = new MtiNet(new ConvNet([4, 6, 8]), [2, 1], [3]);
        model.eval();
        using var image = randn(2, 3, 16, 12);
        double[][] First()
        {
            var auxiliary = model.call(image)[2];
            return [Numbers.ToArray(model.Intermediate[2][0]), Numbers.ToArray(model.Intermediate[2][1]), Numbers.ToArray(auxiliary)];
        }

        Assert.Equal(3, First().Length);
        Assert.Equal([3, 3, 2], model.Intermediate.Select(early => early.Count));
        Assert.All(model.Intermediate[0], early => Assert.Equal([2, 2, 16, 12], early.shape));
        for (int scale = 0; scale < 3; scale++)
        {
            var before = First();
            using (no_grad())
                model.get_parameter($"features.{scale}.2.0.convolution.weight")!.mul_(-1);
            Assert.Equal([scale < 2, scale < 1, false], before.Zip(First(), (a, b) => a.SequenceEqual(b)));
        }
    }

    [Fact]
    public void Its_parts_have_the_parameters_that_their_layers_need()
    {
        using var backbone = new ConvNet();
        using var model = new MtiNet(new ConvNet(), [5, 1], [3]);
        static long Block(long from, long to) => 9 * from * to + 2 * to;
        static long Features(long inputs, long width) => 3 * (Block(inputs, width) + Block(width, width));
        static long Excitation(long width) => (width + 1) * 4 + 5 * width;
        static long Propagation(long width) =>
            Block(3 * width, 3 * width / 4) + Block(3 * width / 4, 3 * width / 4) + (3 * width / 4 + 1) * 3 * width + Block(3 * width, width)
            + 3 * Excitation(width);
        Assert.Equal(
            backbone.parameters().Sum(p => p.numel()) + Features(16 + 24, 16) + Features(24 + 32, 24) + Features(32 + 48, 32) + Features(48, 48)
            + Propagation(24) + Propagation(32) + Propagation(48),
            model.SharedParameters.Sum(p => p.numel()));
        static long Distillation(long width) => 2 * 2 * (9 * width * width + width);
        Assert.Equal(
            5 * (16 + 24 + 32 + 48 + 4) + Distillation(16) + Distillation(24) + Distillation(32) + Distillation(48) + 121 * 120 + 2 * 120 + 121 * 5,
            model.TaskParameters(0).Sum(p => p.numel()));
        Assert.Equal(3 * (16 + 24 + 32 + 48 + 4), model.TaskParameters(2).Sum(p => p.numel()));
    }

    [Fact]
    public void Widths_that_are_not_one_per_map_are_refused()
    {
        Assert.Contains("8, 4 are given; expected 4", Assert.Throws<ArgumentException>(() => new MtiNet(new ConvNet(), [1], widths: [8, 4])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MtiNet(new ConvNet(), []));
    }
}
