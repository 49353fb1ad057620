using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A residual network (He et al. 2016, arXiv:1512.03385), with PyTorch's names of parts, so that its state dicts fit.</summary>
public class ResNet : nn.Module<Tensor, Tensor>
{
    readonly Conv2d conv1;
    readonly nn.Module<Tensor, Tensor> bn1;
    readonly ReLU relu = nn.ReLU(inplace: true);
    readonly MaxPool2d maxpool = nn.MaxPool2d(3, stride: 2, padding: 1);
    readonly Sequential layer1, layer2, layer3, layer4;
    readonly AdaptiveAvgPool2d avgpool = nn.AdaptiveAvgPool2d(1);
    readonly Linear fc;

    readonly Func<int, nn.Module<Tensor, Tensor>> norm;
    readonly Device? device;
    int inplanes = 64, dilation = 1;

    /// <summary>Makes one block of the network.</summary>
    public delegate nn.Module<Tensor, Tensor> BlockFunc(int inplanes, int planes, int stride = 1, nn.Module<Tensor, Tensor>? downsample = null, int groups = 1, int base_width = 64, int dilation = 1, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null);

    /// <param name="name">What GetName answers.</param>
    /// <param name="block">Makes the blocks.</param>
    /// <param name="expansion">How many times more channels than its width a block gives.</param>
    /// <param name="layers">The number of blocks in each of the four layers.</param>
    /// <param name="numClasses">How many numbers come out.</param>
    /// <param name="zero_init_residual">Makes every block the identity at first.</param>
    /// <param name="groups">The groups of the wide convolutions.</param>
    /// <param name="width_per_group">The width of bottlenecks, 64 for the usual one.</param>
    /// <param name="replace_stride_with_dilation">Which of the last three layers widen their filters instead of halving the size.</param>
    /// <param name="norm_layer">Makes the normalisation for a number of channels; BatchNorm2d if null.</param>
    /// <param name="weights_file">A file that <c>Module.save</c> wrote, to load weights from; none if null.</param>
    /// <param name="skipfc">Leaves the last layer as it is when weights are loaded.</param>
    /// <param name="device">Where the parameters lie.</param>
    public ResNet(string name, BlockFunc block, int expansion, IList<int> layers, int numClasses = 1000, bool zero_init_residual = false, int groups = 1, int width_per_group = 64, (bool, bool, bool)? replace_stride_with_dilation = null, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, string? weights_file = null, bool skipfc = true, Device? device = null) : base(name)
    {
        if (layers is not { Count: 4 }) throw new ArgumentException("A residual network has four layers of blocks.");
        this.device = device;
        norm = norm_layer ?? (channels => nn.BatchNorm2d(channels, device: device));
        var (second, third, fourth) = replace_stride_with_dilation ?? (false, false, false);
        conv1 = nn.Conv2d(3, inplanes, 7, stride: 2, padding: 3, bias: false, device: device);
        bn1 = norm(inplanes);
        layer1 = Layer(64, layers[0], 1, false);
        layer2 = Layer(128, layers[1], 2, second);
        layer3 = Layer(256, layers[2], 2, third);
        layer4 = Layer(512, layers[3], 2, fourth);
        fc = nn.Linear(512 * expansion, numClasses, device: device);
        RegisterComponents();
        Initialize(zero_init_residual);
        if (!string.IsNullOrEmpty(weights_file)) load(weights_file, skip: skipfc ? ["fc.weight", "fc.bias"] : null);

        Sequential Layer(int planes, int count, int stride, bool dilate)
        {
            var before = dilation;
            if (dilate) (dilation, stride) = (dilation * stride, 1);
            var shortcut = stride != 1 || inplanes != planes * expansion ? nn.Sequential(nn.Conv2d(inplanes, planes * expansion, 1, stride: stride, bias: false, device: this.device), norm(planes * expansion)) : null;
            var blocks = nn.Sequential(block(inplanes, planes, stride, shortcut, groups, width_per_group, before, norm));
            inplanes = planes * expansion;
            for (var i = 1; i < count; i++) blocks.append(block(inplanes, planes, groups: groups, base_width: width_per_group, dilation: dilation, norm_layer: norm));
            return blocks;
        }
    }

    void Initialize(bool silent)
    {
        foreach (var module in modules())
        {
            if (module is Conv2d convolution) nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
            if (module is ResNetBlock block && silent) block.Silence();
        }
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = maxpool.call(relu.call(bn1.call(conv1.call(input))));
        x = layer4.call(layer3.call(layer2.call(layer1.call(x))));
        return fc.call(avgpool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }

    static ResNet Make(string name, bool bottleneck, int[] layers, int numClasses, bool zero_init_residual, int groups, int width_per_group, (bool, bool, bool)? replace_stride_with_dilation, Func<int, nn.Module<Tensor, Tensor>>? norm_layer, string? weights_file, bool skipfc, Device? device) =>
        new(name, (inplanes, planes, stride, downsample, parts, width, dilation, norm) => new ResNetBlock(bottleneck, inplanes, planes, stride, downsample, parts, width, dilation, norm!, device), bottleneck ? 4 : 1, layers, numClasses, zero_init_residual, groups, width_per_group, replace_stride_with_dilation, norm_layer, weights_file, skipfc, device);

    /// <summary>A residual network of 18 layers.</summary>
    public static ResNet ResNet18(int numClasses = 1000, bool zero_init_residual = false, int groups = 1, int width_per_group = 64, (bool, bool, bool)? replace_stride_with_dilation = null, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, string? weights_file = null, bool skipfc = true, Device? device = null) =>
        Make("ResNet18", false, [2, 2, 2, 2], numClasses, zero_init_residual, groups, width_per_group, replace_stride_with_dilation, norm_layer, weights_file, skipfc, device);

    /// <summary>A residual network of 34 layers.</summary>
    public static ResNet ResNet34(int numClasses = 1000, bool zero_init_residual = false, int groups = 1, int width_per_group = 64, (bool, bool, bool)? replace_stride_with_dilation = null, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, string? weights_file = null, bool skipfc = true, Device? device = null) =>
        Make("ResNet34", false, [3, 4, 6, 3], numClasses, zero_init_residual, groups, width_per_group, replace_stride_with_dilation, norm_layer, weights_file, skipfc, device);

    /// <summary>A residual network of 50 layers.</summary>
    public static ResNet ResNet50(int numClasses = 1000, bool zero_init_residual = false, int groups = 1, int width_per_group = 64, (bool, bool, bool)? replace_stride_with_dilation = null, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, string? weights_file = null, bool skipfc = true, Device? device = null) =>
        Make("ResNet50", true, [3, 4, 6, 3], numClasses, zero_init_residual, groups, width_per_group, replace_stride_with_dilation, norm_layer, weights_file, skipfc, device);

    /// <summary>A residual network of 101 layers.</summary>
    public static ResNet ResNet101(int numClasses = 1000, bool zero_init_residual = false, int groups = 1, int width_per_group = 64, (bool, bool, bool)? replace_stride_with_dilation = null, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, string? weights_file = null, bool skipfc = true, Device? device = null) =>
        Make("ResNet101", true, [3, 4, 23, 3], numClasses, zero_init_residual, groups, width_per_group, replace_stride_with_dilation, norm_layer, weights_file, skipfc, device);

    /// <summary>A residual network of 152 layers.</summary>
    public static ResNet ResNet152(int numClasses = 1000, bool zero_init_residual = false, int groups = 1, int width_per_group = 64, (bool, bool, bool)? replace_stride_with_dilation = null, Func<int, nn.Module<Tensor, Tensor>>? norm_layer = null, string? weights_file = null, bool skipfc = true, Device? device = null) =>
        Make("ResNet152", true, [3, 8, 36, 3], numClasses, zero_init_residual, groups, width_per_group, replace_stride_with_dilation, norm_layer, weights_file, skipfc, device);
}
