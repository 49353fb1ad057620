using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// A block of a residual network: two convolutions of 3 x 3, or (a bottleneck) one of 3 x 3 between two of 1 x 1; the input is added to the result.
/// </summary>
sealed class ResNetBlock : nn.Module<Tensor, Tensor>
{
    // In the order in which PyTorch lists their parameters.
    readonly Conv2d conv1;
    readonly nn.Module<Tensor, Tensor> bn1;
    readonly Conv2d conv2;
    readonly nn.Module<Tensor, Tensor> bn2;
    readonly Conv2d? conv3;
    readonly nn.Module<Tensor, Tensor>? bn3;
    readonly ReLU relu = nn.ReLU(inplace: true);
    readonly nn.Module<Tensor, Tensor>? downsample;

    internal ResNetBlock(bool bottleneck, int inplanes, int planes, int stride, nn.Module<Tensor, Tensor>? downsample, int groups, int base_width, int dilation, Func<int, nn.Module<Tensor, Tensor>> norm, Device? device)
        : base(bottleneck ? "Bottleneck" : "BasicBlock")
    {
        if (!bottleneck && (groups != 1 || base_width != 64 || dilation > 1)) throw new ArgumentException("Blocks of two convolutions have one group, a width of 64 and no dilation; use a network with bottlenecks.");
        var width = bottleneck ? (int)(planes * (base_width / 64.0)) * groups : planes;
        conv1 = bottleneck ? Small(inplanes, width, 1) : Wide(inplanes, width, stride, 1, 1);
        bn1 = norm(width);
        conv2 = bottleneck ? Wide(width, width, stride, groups, dilation) : Wide(width, planes, 1, 1, 1);
        bn2 = norm(width);
        if (bottleneck)
        {
            conv3 = Small(width, 4 * planes, 1);
            bn3 = norm(4 * planes);
        }
        this.downsample = downsample;
        RegisterComponents();

        Conv2d Small(int from, int to, int step) => nn.Conv2d(from, to, 1, stride: step, bias: false, device: device);
        Conv2d Wide(int from, int to, int step, int parts, int spread) => nn.Conv2d(from, to, 3, stride: step, padding: spread, dilation: spread, groups: parts, bias: false, device: device);
    }

    /// <summary>Makes the block the identity at first.</summary>
    internal void Silence()
    {
        if ((bn3 ?? bn2).get_parameter("weight") is { } weight) nn.init.zeros_(weight);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = bn2.call(conv2.call(relu.call(bn1.call(conv1.call(input)))));
        if (conv3 is not null) x = bn3!.call(conv3.call(relu.call(x)));
        return relu.call(x + (downsample?.call(input) ?? input)).MoveToOuterDisposeScope();
    }
}
