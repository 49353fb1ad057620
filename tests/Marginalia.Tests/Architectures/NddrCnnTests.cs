using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class NddrCnnTests
{
    [Fact]
    public void At_first_a_layer_gives_the_own_map_and_a_little_of_the_others()
    {
        using var layer = new NddrLayer(1, 3, 2, own: 0.8, others: 0.05, ScalarType.Float64);
        layer.eval();
        Tensor[] maps = [.. Enumerable.Range(0, 3).Select(_ => rand([2, 2, 3, 4], ScalarType.Float64))];
        var expected = (0.8 * maps[1] + 0.05 * (maps[0] + maps[2])) / Math.Sqrt(1 + 1e-5); // batch normalization adds 1e-5 to the variance 1
        Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(layer.call(cat(maps, 1))), 1e-12);
        Assert.Equal([2, 6, 1, 1], layer.parameters().First().shape);
        Assert.Equal(6, layer.parameters().First().count_nonzero().ToInt64());
    }

    [Fact]
    public void Running_statistics_move_by_a_twentieth()
    {
        using var layer = new NddrLayer(0, 1, 2, own: 1, others: 0, ScalarType.Float64);
        layer.call(full([2, 2, 3, 3], 4, ScalarType.Float64));
        Numbers.AssertClose([0.2, 0.2], Numbers.ToArray(layer.named_buffers().Single(buffer => buffer.name.EndsWith("running_mean", StringComparison.Ordinal)).buffer), 1e-12);
    }

    [Fact]
    public void Parameters_are_those_of_the_encoders_and_T_convolutions_per_stage()
    {
        using var encoder = new ConvNet([4, 6]);
        using var head = new UNetHead([4, 6], 1);
        long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
        using var model = new NddrCnn(task => new ConvNet([4, 6], seed: task), [1, 1, 1]);
        long mixing = 3 * (3 * 4 * 4 + 2 * 4) + 3 * (3 * 6 * 6 + 2 * 6);
        Assert.Equal(mixing, model.Mixing.Sum(p => p.numel()));
        Assert.Equal(3 * Count(encoder) + 3 * Count(head) + mixing, Count(model));
        using var shortcut = new NddrCnn(task => new ConvNet([4, 6], seed: task), [1, 1, 1], shortcut: true);
        Assert.Equal(Count(model) + 3 * (10 * 6 + 6), Count(shortcut));
    }

    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = new NddrCnn(_ => new ConvNet([4, 6]), [2, 3], shortcut: true);
        Twin.AssertEqual("nddr-cnn", model);
    }
}
