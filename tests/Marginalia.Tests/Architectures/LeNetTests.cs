using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class LeNetTests
{
    [Fact]
    public void Layers_and_their_names()
    {
        using var model = new LeNet([10, 3]);
        Assert.Equal(
            ["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "affine.weight", "affine.bias", "heads.0.weight", "heads.0.bias", "heads.1.weight", "heads.1.bias"],
            model.named_parameters().Select(p => p.name));
        Assert.Equal([[10, 1, 5, 5], [10], [20, 10, 5, 5], [20], [50, 320], [50]], model.SharedParameters.Select(p => p.shape));
        Assert.Equal([[50, 320], [50]], model.LastSharedLayer.Select(p => p.shape));
        Assert.Equal([[3, 50], [3]], model.TaskParameters(1).Select(p => p.shape));
        Assert.Equal(21_993, model.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void It_computes_and_starts_as_the_layers_of_torch_after_the_same_seed()
    {
        using var model = new LeNet([10, 3], seed: 5);
        manual_seed(5);
        var (conv1, conv2, affine) = (nn.Conv2d(1, 10, 5), nn.Conv2d(10, 20, 5), nn.Linear(320, 50));
        nn.Module<Tensor, Tensor>[] heads = [nn.Linear(50, 10), nn.Linear(50, 3)];
        using var trunk = nn.Sequential(conv1, nn.ReLU(), nn.MaxPool2d(2), conv2, nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), affine, nn.ReLU());
        var input = rand(2, 1, 28, 28);
        var expected = heads.Select(head => head.call(trunk.call(input)));
        Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(model.call(input)), 1e-6);
    }

    [Fact]
    public void A_loss_reaches_the_trunk_and_its_own_head_only()
    {
        using var model = new LeNet([10, 10], channels: 3, size: 32);
        model.call(ones(2, 3, 32, 32))[1].sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.NotNull(parameter.grad));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Equal([2, 50], model.Representation!.Trunk.shape);
    }

    [Fact]
    public void One_task_is_enough_and_none_is_refused()
    {
        using var model = new LeNet([10], size: 16);
        Assert.Equal([3, 10], Assert.Single(model.call(ones(3, 1, 16, 16))).shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeNet([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeNet([10], size: 15));
    }

    [Fact]
    public void Building_it_draws_nothing_from_the_default_generator()
    {
        using var before = get_rng_state();
        using var model = new LeNet([10]);
        using var after = get_rng_state();
        Assert.True(before.eq(after).all().ToBoolean());
    }
}
