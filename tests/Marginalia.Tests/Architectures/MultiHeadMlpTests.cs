using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class MultiHeadMlpTests
{
    [Fact]
    public void The_paper_network_has_four_layers_of_100_and_an_affine_head_per_task()
    {
        var model = new MultiHeadMlp(250, [100, 100]);
        Assert.Equal([[100, 250], [100], [100, 100], [100], [100, 100], [100], [100, 100], [100]], model.SharedParameters.Select(p => p.shape));
        Assert.Equal([[100, 100], [100]], model.TaskParameters(1).Select(p => p.shape));
        Assert.Equal(
            ["trunk.0.weight", "trunk.0.bias", "trunk.1.weight", "trunk.1.bias"],
            model.named_parameters().Select(p => p.name).Take(4));
    }

    [Fact]
    public void Every_parameter_is_shared_or_of_one_task()
    {
        var model = new MultiHeadMlp(4, [2, 3, 1], width: 5, depth: 2);
        var named = model.SharedParameters.Concat(Enumerable.Range(0, model.TaskCount).SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
    }

    [Fact]
    public void A_loss_reaches_the_trunk_and_its_own_head_only()
    {
        var model = new MultiHeadMlp(4, [2, 3], width: 5, depth: 2);
        model.call(ones(3, 4))[1].sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.NotNull(parameter.grad));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void The_last_shared_layer_is_the_one_before_the_heads()
    {
        var model = new MultiHeadMlp(4, [2], width: 5, depth: 3);
        Assert.Same(model.get_parameter("trunk.2.weight")!, model.LastSharedLayer[0]);
        Assert.Same(model.get_parameter("trunk.2.bias")!, model.LastSharedLayer[1]);
    }

    [Fact]
    public void Forward_is_relu_layers_then_an_affine_map()
    {
        var model = new MultiHeadMlp(2, [1], width: 2, depth: 1, dtype: ScalarType.Float64);
        using (no_grad())
        {
            model.get_parameter("trunk.0.weight")!.copy_(tensor(new double[] { 1, 2, -1, 1 }, 2, 2));
            model.get_parameter("trunk.0.bias")!.copy_(tensor(new double[] { 0.5, -3 }));
            model.get_parameter("heads.0.weight")!.copy_(tensor(new double[] { 2, 10 }, 1, 2));
            model.get_parameter("heads.0.bias")!.copy_(tensor(new double[] { -20 }));
        }

        // hidden = relu((1 + 4 + .5, -1 + 2 - 3)) = (5.5, 0); the head is affine, so that -9 stays -9.
        Assert.Equal([-9], Numbers.ToArray(model.call(tensor(new double[] { 1, 2 }, 1, 2))[0]));
    }

    [Fact]
    public void The_seed_alone_decides_the_parameters()
    {
        double[] Parameters(long seed) => Numbers.ToArray(new MultiHeadMlp(4, [2], seed: seed).parameters());
        manual_seed(1);
        var first = Parameters(5);
        var drawn = rand(1).ToDouble();
        manual_seed(1);
        Assert.Equal(drawn, rand(1).ToDouble()); // building a network draws nothing from the default generator
        Assert.Equal(first, Parameters(5));
        Assert.NotEqual(first, Parameters(6));
    }

    [Fact]
    public void Parameters_are_those_that_linear_layers_draw_after_the_same_seed()
    {
        var model = new MultiHeadMlp(4, [2, 3], width: 5, depth: 2, seed: 11);
        manual_seed(11);
        nn.Module[] layers = [nn.Linear(4, 5), nn.Linear(5, 5), nn.Linear(5, 2), nn.Linear(5, 3)];
        Assert.Equal(Numbers.ToArray(layers.SelectMany(layer => layer.parameters())), Numbers.ToArray(model.parameters()));
    }

    [Fact]
    public void Initial_parameters_fill_their_range()
    {
        var model = new MultiHeadMlp(25, [3], width: 400, depth: 1);
        var weights = Numbers.ToArray(model.get_parameter("trunk.0.weight")!);
        Assert.InRange(weights.Max(), 0.199, 0.2);
        Assert.InRange(weights.Min(), -0.2, -0.199);
        Assert.InRange(weights.Average(w => w * w), 0.04 / 3 * 0.95, 0.04 / 3 * 1.05);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiHeadMlp(4, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiHeadMlp(4, [2], depth: 0));
    }
}
