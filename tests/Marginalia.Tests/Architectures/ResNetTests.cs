using System.Globalization;
using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class ResNetTests
{
    [Theory]
    [InlineData(18)]
    [InlineData(50)]
    public void Every_map_is_that_of_torchvision_with_its_weights_at_every_output_stride(int depth)
    {
        var results = Formula.Results("resnet", out var metadata);
        var state = State(metadata["names" + depth]);
        foreach (int stride in new[] { 32, 16, 8 })
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var model = new ResNet(depth, stride);
            model.LoadTorchvision(state);
            model.eval();
            var maps = model.call(Formula.Values("image", 1, 3, 72, 104));
            for (int k = 0; k < 5; k++)
                Formula.AssertSame(results[$"{depth}.{stride}.{k}"], Formula.Probe(maps[k]), $"{depth}.{stride}.{k}");
            Assert.Equal(model.Channels, maps.Select(map => (int)map.shape[1]));
            Assert.Equal(model.Strides.Select(s => (72L + s - 1) / s), maps.Select(map => map.shape[2]));
        }
    }

    [Fact]
    public void Gradients_are_those_of_torchvision_too()
    {
        var results = Formula.Results("resnet", out var metadata);
        using var model = new ResNet(18, 8);
        model.LoadTorchvision(State(metadata["names18"]));
        var last = model.call(Formula.Values("image", 2, 3, 32, 40))[^1];
        (last * Formula.Values("slope", last.shape)).sum().backward();
        foreach (var (theirs, ours) in new[]
        {
            ("conv1.weight", "stages.0.blocks.0.conv1.weight"), ("layer1.0.bn1.weight", "stages.1.blocks.0.bn1.weight"),
            ("layer2.0.downsample.0.weight", "stages.2.blocks.0.downsample.0.weight"), ("layer3.0.conv1.weight", "stages.3.blocks.0.conv1.weight"),
            ("layer4.1.conv2.weight", "stages.4.blocks.1.conv2.weight"),
        })
            Formula.AssertSame(results["gradient." + theirs], Formula.Probe(model.get_parameter(ours)!.grad!, 50), theirs, 1e-3);
    }

    [Theory]
    [InlineData(18)]
    [InlineData(34)]
    [InlineData(50)]
    [InlineData(101)]
    public void The_parameters_are_as_many_as_torchvisions(int depth)
    {
        Formula.Results("resnet", out var metadata);
        using var model = new ResNet(depth);
        Assert.Equal(metadata["parameters" + depth], model.parameters().Sum(p => p.numel()).ToString(CultureInfo.InvariantCulture));
        Assert.Equal([4, 4, 8, 16, 32], model.Strides);
        Assert.Equal(depth >= 50 ? [2048, 512, 1, 1] : [512, 512, 3, 3], model.LastLayer.Single().shape);
    }

    [Fact]
    public void The_initial_weights_have_the_variance_of_torchvisions()
    {
        using var model = new ResNet(50, seed: 4);
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (parameter.dim() == 1)
                Assert.Equal(name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0, parameter.mean().ToDouble());
            else
                Assert.InRange(parameter.square().mean().ToDouble() / (2.0 / (parameter.shape[0] * parameter.shape[2] * parameter.shape[3])), 0.95, 1.05);
        }
    }

    [Fact]
    public void The_small_network_keeps_its_names_strides_and_parameters()
    {
        static long Convolution(long from, long to, long kernel) => kernel * kernel * from * to;
        static long Block(long from, long to) => Convolution(from, to, 3) + Convolution(to, to, 3) + 4 * to + (from == to ? 0 : Convolution(from, to, 1) + 2 * to);
        using var model = ResNet.Mini();
        Assert.Equal([1, 2, 4, 8], model.Strides);
        Assert.Equal(Convolution(3, 16, 3) + 2 * 16 + Block(16, 16) + Block(16, 32) + Block(32, 48) + Block(48, 64), model.parameters().Sum(p => p.numel()));
        Assert.Equal([[2, 16, 33, 18], [2, 32, 17, 9], [2, 48, 9, 5], [2, 64, 5, 3]], model.call(zeros(2, 3, 33, 18)).Select(map => map.shape));
        Assert.Same(model.get_parameter("stages.3.blocks.0.conv2.weight"), model.LastLayer.Single());
        using var dilated = ResNet.Mini(outputStride: 2);
        Assert.Equal([1, 2, 2, 2], dilated.Strides);
    }

    [Fact]
    public void A_dilated_network_computes_at_some_pixels_what_the_other_computes_at_all_of_its_own()
    {
        // Without padding at the edge the dilated stages are the same filters, on a grid of twice the density.
        using var plain = ResNet.Mini([4, 6, 8], seed: 3);
        using var dilated = ResNet.Mini([4, 6, 8], outputStride: 2, seed: 3);
        plain.eval();
        dilated.eval();
        var image = rand(1, 3, 65, 65);
        var (coarse, fine) = (plain.call(image)[^1], dilated.call(image)[^1]);
        var inside = coarse.slice(2, 4, 13, 1).slice(3, 4, 13, 1);
        Numbers.AssertClose(Numbers.ToArray(inside), Numbers.ToArray(fine.slice(2, 8, 25, 2).slice(3, 8, 25, 2)), 1e-5);
    }

    [Fact]
    public void ResNet_110_has_the_parameters_of_the_paper()
    {
        // He et al. 2016, table 6: 1.7 M, the classifier's 650 among them; without normalization each convolution has a bias instead of two numbers.
        using var model = ResNet.Mini([16, 32, 64], 18, 4, project: false);
        Assert.Equal(1_727_312, model.parameters().Sum(p => p.numel()));
        using var bare = ResNet.Mini([16, 32, 64], 18, 4, project: false, normalize: false);
        Assert.Equal(1_727_312 - (16 + 36 * (16 + 32 + 64)), bare.parameters().Sum(p => p.numel()));
        Assert.All(bare.named_parameters().Where(item => item.name.EndsWith("bias", StringComparison.Ordinal)), item => Assert.Equal(0, item.parameter.abs().max().ToDouble()));
        Assert.Equal([2, 64, 8, 8], bare.call(rand(2, 3, 32, 32))[^1].shape);
    }

    [Fact]
    public void A_shortcut_without_parameters_takes_every_second_pixel_and_adds_zeros()
    {
        using var model = ResNet.Mini([2, 3], 1, 2, 1, project: false, normalize: false);
        foreach (var (name, parameter) in model.named_parameters().Where(item => !item.name.Contains("stages.0.blocks.0", StringComparison.Ordinal)))
            nn.init.zeros_(parameter);
        var maps = model.call(rand(1, 1, 6, 4));
        Numbers.AssertSame(maps[0].slice(2, 0, 6, 2).slice(3, 0, 4, 2), maps[1].narrow(1, 0, 2));
        Assert.Equal(0, maps[1].narrow(1, 2, 1).abs().max().ToDouble());
    }

    [Fact]
    public void The_seed_alone_decides_the_parameters() => Seeding.AssertAloneDecides(seed => ResNet.Mini([4, 6], seed: seed));

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Assert.Contains("expected depth 18, 34, 50, 101", Assert.Throws<ArgumentException>(() => new ResNet(19)).Message);
        Assert.Contains("output stride 4 are given", Assert.Throws<ArgumentException>(() => new ResNet(18, 4)).Message);
        Assert.Contains("16, 0", Assert.Throws<ArgumentException>(() => ResNet.Mini([16, 0])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ResNet.Mini(blocks: 0));
        Formula.Results("resnet", out var metadata);
        using var other = new ResNet(34);
        Assert.Contains("layer1.2.conv1.weight", Assert.Throws<ArgumentException>(() => other.LoadTorchvision(State(metadata["names18"]))).Message);
    }

    /// <summary>Torchvision's state dict, by formula.</summary>
    private static Dictionary<string, Tensor> State(string names)
    {
        var state = names.Split(';').Select(item => item.Split(':')).ToDictionary(
            parts => parts[0], parts => zeros([.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(size => long.Parse(size, CultureInfo.InvariantCulture))]));
        Formula.Fill(state);
        return state;
    }
}
