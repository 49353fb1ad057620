using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Marginalia.Torch.Tests.Vision;

public class ModelTests
{
    /// <summary>The numbers of parameters that the documentation of PyTorch's torchvision gives. Nothing is allocated on the device "meta".</summary>
    static readonly Dictionary<string, (Func<Device, nn.Module> Make, long Parameters)> Networks = new()
    {
        ["resnet18"] = (d => models.resnet18(device: d), 11_689_512),
        ["resnet34"] = (d => models.resnet34(device: d), 21_797_672),
        ["resnet50"] = (d => models.resnet50(device: d), 25_557_032),
        ["resnet101"] = (d => models.resnet101(device: d), 44_549_160),
        ["resnet152"] = (d => models.resnet152(device: d), 60_192_808),
        ["resnext50_32x4d"] = (d => models.resnext50_32x4d(device: d), 25_028_904),
        ["resnext101_32x8d"] = (d => models.resnext101_32x8d(device: d), 88_791_336),
        ["resnext101_64x4d"] = (d => models.resnext101_64x4d(device: d), 83_455_272),
        ["wide_resnet50_2"] = (d => models.wide_resnet50_2(device: d), 68_883_240),
        ["wide_resnet101_2"] = (d => models.wide_resnet101_2(device: d), 126_886_696),
        ["vgg11"] = (d => models.vgg11(device: d), 132_863_336),
        ["vgg11_bn"] = (d => models.vgg11_bn(device: d), 132_868_840),
        ["vgg13"] = (d => models.vgg13(device: d), 133_047_848),
        ["vgg13_bn"] = (d => models.vgg13_bn(device: d), 133_053_736),
        ["vgg16"] = (d => models.vgg16(device: d), 138_357_544),
        ["vgg16_bn"] = (d => models.vgg16_bn(device: d), 138_365_992),
        ["vgg19"] = (d => models.vgg19(device: d), 143_667_240),
        ["vgg19_bn"] = (d => models.vgg19_bn(device: d), 143_678_248),
        ["alexnet"] = (d => models.alexnet(device: d), 61_100_840),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Networks_have_as_many_parameters_as_in_PyTorch(string name)
    {
        var (make, parameters) = Networks[name];
        using var network = make(new Device("meta"));
        Assert.Equal(parameters, network.parameters().Sum(p => p.numel()));
    }

    [Theory]
    [InlineData("vgg11", 32)]
    [InlineData("alexnet", 64)]
    public void Every_image_of_a_batch_has_a_result_of_its_own(string name, int size)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using nn.Module<Tensor, Tensor> network = name == "vgg11" ? models.vgg11(6) : models.alexnet(6);
        network.eval();
        var images = rand(2, 3, size, size);
        var results = network.call(images);
        Assert.Equal([2, 6], results.shape);
        TensorAssert.Equal(results[1], network.call(images.narrow(0, 1, 1))[0], 1e-4);
        Assert.True((results[0] - results[1]).abs().max().ToDouble() > 0);
    }

    [Fact]
    public void Vgg_and_AlexNet_have_PyTorchs_names()
    {
        using var vgg = models.vgg11_bn(7, device: new Device("meta"));
        var names = vgg.state_dict();
        Assert.Equal([64, 3, 3, 3], names["features.0.weight"].shape);
        Assert.Equal([512], names["features.26.running_var"].shape);
        Assert.Equal([7, 4096], names["classifier.6.weight"].shape);
        using var alex = models.alexnet(7, device: new Device("meta"));
        Assert.Equal(["features.0.weight", "features.0.bias", "features.3.weight", "features.3.bias", "features.6.weight", "features.6.bias", "features.8.weight", "features.8.bias", "features.10.weight", "features.10.bias", "classifier.1.weight", "classifier.1.bias", "classifier.4.weight", "classifier.4.bias", "classifier.6.weight", "classifier.6.bias"], alex.state_dict().Keys);
        Assert.Throws<ArgumentException>(() => new TorchSharp.Modules.VGG("VGG12", 7, false));
    }

    [Fact]
    public void Weights_are_loaded_from_a_file_without_the_last_layer_or_with_it()
    {
        using var scope = NewDisposeScope();
        var path = Path.GetTempFileName();
        try
        {
            using var first = models.resnet18(4);
            first.save(path);
            using var other = models.resnet18(4, weights_file: path);
            using var same = models.resnet18(4, weights_file: path, skipfc: false);
            Assert.Equal(first.state_dict()["layer4.1.conv2.weight"], other.state_dict()["layer4.1.conv2.weight"]);
            Assert.NotEqual(first.state_dict()["fc.weight"], other.state_dict()["fc.weight"]);
            Assert.Equal(first.state_dict()["fc.weight"], same.state_dict()["fc.weight"]);
            using var wider = models.resnet18(9, weights_file: path);
            Assert.Equal([9, 512], wider.state_dict()["fc.weight"].shape);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Blocks_start_as_the_identity_if_asked_and_all_parts_get_gradients()
    {
        using var scope = NewDisposeScope();
        using var network = models.resnet18(3, zero_init_residual: true);
        Assert.Equal(0, network.get_parameter("layer1.0.bn2.weight")!.abs().sum().ToDouble());
        Assert.Equal(64, network.get_parameter("layer1.0.bn1.weight")!.sum().ToDouble());
        using var usual = models.resnet18(3);
        usual.call(rand(2, 3, 64, 64)).square().sum().backward();
        Assert.All(usual.named_parameters(), p => Assert.True(p.parameter.grad is { } gradient && gradient.abs().sum().ToDouble() > 0, p.name));
        Assert.Throws<ArgumentException>(() => models.resnet18(3, width_per_group: 128));
    }
}
