using System.Globalization;
using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>Backbones against torchvision, and against twins in PyTorch whose numbers of parameters are those that the papers and official repositories name.</summary>
[Collection(nameof(Alone))]
public class BackboneTests
{
    private readonly Dictionary<string, Tensor> results;
    private readonly Dictionary<string, string> metadata;

    public BackboneTests() => results = Formula.Results("backbones", out metadata);

    [Theory]
    [InlineData("vgg16", 16, false)]
    [InlineData("vgg19_bn", 19, true)]
    public void Every_map_of_a_VGG_is_that_of_torchvision_with_its_weights(string name, int depth, bool normalize)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var state = metadata["names." + name].Split(';').Select(item => item.Split(':')).ToDictionary(
            parts => parts[0], parts => zeros([.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(size => long.Parse(size, CultureInfo.InvariantCulture))]));
        Formula.Fill(state);
        var model = new VggNet(depth, normalize);
        model.LoadTorchvision(state);
        model.eval();
        AssertMaps(name, model, Formula.Values("image", 1, 3, 48, 64));
        state.Remove("features.0.bias");
        Assert.Contains("features.0.bias", Assert.Throws<ArgumentException>(() => model.LoadTorchvision(state)).Message);
        AssertCount(name, model);
    }

    [Fact]
    public void Maps_of_wide_and_high_resolution_networks_are_those_of_their_twins()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        AssertMaps("wide", Filled(new WideResNet(16, 2)), Formula.Values("image", 1, 3, 20, 28));
        AssertMaps("hrnet", Filled(new HrNet()), Formula.Values("image", 1, 3, 48, 64));
        AssertMaps("hrnetmini", Filled(HrNet.Mini([4, 6, 8])), Formula.Values("image", 1, 3, 20, 28));
    }

    [Fact]
    public void Parameters_are_as_many_as_in_the_twins()
    {
        AssertCount("28-10", new WideResNet()); // with 10 classes 36 479 194: 36.5 M, Zagoruyko, Komodakis 2016, table 4
        AssertCount("28-4", new WideResNet(28, 4));
        AssertCount("16-8", new WideResNet(16, 8)); // 11.0 M, the same table
        AssertCount("W18small", new HrNet()); // 3.9 M: HRNet's repository, HRNetV2-W18-Small-v2
        AssertCount("W18", new HrNet(small: false)); // 9.6 M, there
        AssertCount("W32", new HrNet(32, small: false)); // 29.6 M with its head, there
    }

    [Fact]
    public void VGG_16_has_15_and_a_half_billion_multiplications()
    {
        using var model = new VggNet();
        long affine = (512 * 7 * 7 * 4096) + (4096 * 4096) + (4096 * 1000);
        Assert.Equal(15_470_264_320, LayerTable.Of(model, 3, 224, 224).Macs + affine);
    }

    [Fact]
    public void Small_networks_have_maps_of_the_sizes_they_name()
    {
        foreach (Backbone model in (Backbone[])[VggNet.Mini(), HrNet.Mini(), HrNet.Mini([4, 6], 2), new WideResNet(10, 1)])
        {
            var maps = model.call(rand(2, 3, 33, 18));
            Assert.Equal(model.Channels, maps.Select(map => (int)map.shape[1]));
            Assert.All(maps.Zip(model.Strides), pair => Assert.InRange(pair.First.shape[2] - 33.0 / pair.Second, -1, 1));
            model.Dispose();
        }

        using var vgg = VggNet.Mini();
        Assert.Equal(8, vgg.modules().OfType<SeededConv2d>().Count());
        Assert.All(vgg.named_parameters().Where(item => item.name.EndsWith("bias", StringComparison.Ordinal)), item => Assert.Equal(0, item.parameter.abs().max().ToDouble()));
        using var hr = HrNet.Mini();
        Assert.Equal([1, 2, 4, 8], hr.Strides);
    }

    [Fact]
    public void The_seed_alone_decides_the_parameters()
    {
        foreach (var make in (Func<long, Backbone>[])[seed => VggNet.Mini(seed: seed), seed => HrNet.Mini(seed: seed), seed => new WideResNet(10, 1, seed: seed)])
            Seeding.AssertAloneDecides(make);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Assert.Contains("expected 11, 13, 16, 19", Assert.Throws<ArgumentException>(() => new VggNet(17)).Message);
        Assert.Contains("16, 0", Assert.Throws<ArgumentException>(() => VggNet.Mini([16, 0])).Message);
        Assert.Contains("depth 20", Assert.Throws<ArgumentException>(() => new WideResNet(20)).Message);
        Assert.Contains("stride 4", Assert.Throws<ArgumentException>(() => HrNet.Mini(stride: 4)).Message);
    }

    private static Backbone Filled(Backbone model)
    {
        Formula.Fill(model.state_dict());
        model.eval();
        return model;
    }

    private void AssertMaps(string name, Backbone model, Tensor image)
    {
        var maps = model.call(image);
        for (int k = 0; k < maps.Length; k++)
            Formula.AssertSame(results[$"{name}.{k}"], Formula.Probe(maps[k]), $"{name}.{k}");
    }

    private void AssertCount(string name, Backbone model)
    {
        Assert.Equal(metadata["parameters." + name], model.parameters().Sum(p => p.numel()).ToString(CultureInfo.InvariantCulture));
        model.Dispose();
    }
}
