using Marginalia.Architectures;
using Marginalia.Balancers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class HardSharingTests
{
    [Fact]
    public void Predictions_have_the_size_of_the_image_whatever_it_is()
    {
        using var model = new HardSharing(new ConvNet(), [5, 1, 3]);
        foreach (var (height, width) in new[] { (48, 64), (33, 18), (16, 17) })
            Assert.Equal(
                [[2, 5, height, width], [2, 1, height, width], [2, 3, height, width]],
                model.call(zeros(2, 3, height, width)).Select(prediction => prediction.shape));
    }

    [Fact]
    public void Backbone_and_heads_have_the_parameters_that_their_layers_need()
    {
        static long Block(long from, long to) => 9 * from * to + 2 * to;
        using var backbone = new ConvNet();
        Assert.Equal([1, 2, 4, 8], backbone.Strides);
        Assert.Equal(
            Block(3, 16) + Block(16, 16) + Block(16, 24) + Block(24, 24) + Block(24, 32) + Block(32, 32) + Block(32, 48) + Block(48, 48),
            backbone.parameters().Sum(p => p.numel()));
        using var head = new UNetHead(backbone.Channels, 5);
        Assert.Equal(Block(80, 32) + Block(56, 24) + Block(40, 16) + 5 * 17, head.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void A_first_stage_that_halves_the_map_makes_predictions_that_are_enlarged()
    {
        using var backbone = new ConvNet([4, 6], shrink: 2);
        Assert.Equal([2, 4], backbone.Strides);
        Assert.Equal([[1, 4, 9, 6], [1, 6, 5, 3]], backbone.call(zeros(1, 3, 17, 12)).Select(map => map.shape));
        using var model = new HardSharing(backbone, [2]);
        Assert.Equal([1, 2, 17, 12], model.call(zeros(1, 3, 17, 12))[0].shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvNet(shrink: 0));
    }

    [Fact]
    public void Each_parameter_is_shared_or_of_one_task()
    {
        using var model = new HardSharing(new ConvNet([8, 12]), [5, 1, 3]);
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 3).SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
        Assert.Equal([[12, 12, 3, 3]], model.LastSharedLayer.Select(p => p.shape));
    }

    [Fact]
    public void A_task_of_several_gets_what_it_would_get_alone()
    {
        using var both = new HardSharing(new ConvNet([4, 6], seed: 3), [2, 1], seed: 1);
        using var alone = new HardSharing(new ConvNet([4, 6], seed: 3), [2], seed: 1);
        var image = rand(2, 3, 16, 12);
        Assert.Equal(Numbers.ToArray(alone.call(image)[0]), Numbers.ToArray(both.call(image)[0]));
    }

    [Fact]
    public void The_gradient_through_the_representation_is_that_of_the_shared_parameters()
    {
        // Weights per task act alike, whether they multiply the losses or the gradients of the concatenated maps.
        using var model = new HardSharing(new ConvNet([4, 6], dtype: ScalarType.Float64), [2, 1], (channels, outputs, seed) => new UNetHead(channels, outputs, seed, ScalarType.Float64));
        var image = rand([2, 3, 16, 12], ScalarType.Float64);
        Tensor[] Losses() => [.. model.call(image).Select(prediction => prediction.square().mean())];
        Assert.Equal(2, Losses().Length);
        Assert.Equal([2, 4 * 16 * 12 + 6 * 8 * 6], model.Representation!.Trunk.shape);
        var losses = Losses();
        var balancer = new Mgda(2) { Scope = GradientScope.Representation };
        model.zero_grad();
        balancer.Backward(losses, model);
        var through = Numbers.ToArray(model.SharedParameters.Select(p => p.grad!));
        model.zero_grad();
        (losses = Losses())[0].mul(balancer.Weights[0]).add(losses[1].mul(balancer.Weights[1])).backward();
        Numbers.AssertClose(Numbers.ToArray(model.SharedParameters.Select(p => p.grad!)), through, 1e-10);
    }

    [Fact]
    public void A_loss_reaches_all_of_the_backbone_and_its_own_head_only()
    {
        using var model = new HardSharing(new ConvNet([4, 6]), [5, 1]);
        model.call(rand(1, 3, 16, 16))[1].square().sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HardSharing(new ConvNet(), []));
        Assert.Contains("16, 0", Assert.Throws<ArgumentException>(() => new ConvNet([16, 0])).Message);
    }
}
