using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class UNetTests
{
    [Fact]
    public void Predictions_have_the_size_of_the_image_whatever_it_is()
    {
        using var model = new UNet([5, 1, 3]);
        foreach (var (height, width) in new[] { (48, 64), (33, 18), (16, 16) })
            Assert.Equal(
                [[2, 5, height, width], [2, 1, height, width], [2, 3, height, width]],
                model.call(zeros(2, 3, height, width)).Select(prediction => prediction.shape));
    }

    [Fact]
    public void Parameters_are_as_many_as_the_layers_need_and_each_is_shared_or_of_one_task()
    {
        using var model = new UNet([5, 1, 3]);
        static long Layer(int from, int to) => from * to * 9 + to;
        long shared = Layer(3, 16) + Layer(16, 16) + Layer(16, 24) + Layer(24, 24) + Layer(24, 32) + Layer(32, 32) + Layer(32, 48) + Layer(48, 48)
            + Layer(80, 32) + Layer(56, 24) + Layer(40, 16);
        Assert.Equal(shared, model.SharedParameters.Sum(p => p.numel()));
        Assert.Equal(Layer(16, 16) + 16 * 3 + 3, model.TaskParameters(2).Sum(p => p.numel()));
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 3).SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
        Assert.Equal([[16, 40, 3, 3], [16]], model.LastSharedLayer.Select(p => p.shape));
    }

    [Fact]
    public void A_loss_reaches_all_of_the_trunk_and_its_own_head_only()
    {
        using var model = new UNet([5, 1]);
        model.call(rand(1, 3, 16, 16))[1].square().sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Equal([1, 16, 16, 16], model.Representation!.Trunk.shape);
    }

    [Fact]
    public void It_computes_what_the_layers_of_torch_compute()
    {
        using var model = new UNet([2], widths: [8, 16], dtype: ScalarType.Float64);
        var input = rand([2, 3, 17, 16], ScalarType.Float64);
        Tensor Layer(string name, Tensor x, long stride = 1) => nn.functional.conv2d(
            x, model.get_parameter(name + ".weight")!, model.get_parameter(name + ".bias")!, [stride, stride], [1, 1]);
        Tensor Block(string name, Tensor x, long stride = 1)
        {
            var y = Layer(name, x, stride);
            var groups = y.reshape(y.shape[0], y.shape[1] / 8, -1);
            var centred = groups - groups.mean([2L], keepdim: true);
            return (centred / (centred.square().mean([2L], keepdim: true) + 1e-5).sqrt()).reshape(y.shape).clamp_min(0);
        }

        var fine = Block("encoder.1", Block("encoder.0", input));
        var coarse = Block("encoder.3", Block("encoder.2", fine, stride: 2));
        Assert.Equal([2, 16, 9, 8], coarse.shape);
        var rows = tensor(Enumerable.Range(0, 17).Select(y => y * 9L / 17).ToArray());
        var columns = tensor(Enumerable.Range(0, 16).Select(x => x / 2L).ToArray());
        var trunk = Block("decoder.0", cat([coarse.index_select(2, rows).index_select(3, columns), fine], 1));
        var hidden = Layer("heads.0.hidden", trunk).clamp_min(0);
        var expected = nn.functional.conv2d(hidden, model.get_parameter("heads.0.output.weight")!, model.get_parameter("heads.0.output.bias")!);
        Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(model.call(input)[0]), 1e-12);
    }

    [Fact]
    public void The_seed_alone_decides_the_parameters()
    {
        double[] Parameters(long seed)
        {
            using var model = new UNet([2], seed: seed);
            return Numbers.ToArray(model.parameters());
        }

        using var before = get_rng_state();
        var first = Parameters(5);
        using var after = get_rng_state();
        Assert.True(before.eq(after).all().ToBoolean());
        Assert.Equal(first, Parameters(5));
        Assert.NotEqual(first, Parameters(6));
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UNet([]));
        Assert.Contains("16, 20", Assert.Throws<ArgumentException>(() => new UNet([1], widths: [16, 20])).Message);
        Assert.Throws<ArgumentException>(() => new UNet([1], widths: [16]));
    }
}
