using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A residual block (He et al. 2016, arXiv 1512.03385, figure 5): two convolutions of 3 x 3 (basic), or 1 x 1, 3 x 3, 1 x 1 with a quarter of the
/// channels inside (bottleneck), each with batch normalization; then the sum with the input, and ReLU. Parts have the names of torchvision.
/// </summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d conv1;
    private readonly BatchNorm2d? bn1;
    private readonly SeededConv2d conv2;
    private readonly BatchNorm2d? bn2;
    private readonly SeededConv2d? conv3;
    private readonly BatchNorm2d? bn3;
    private readonly nn.Module<Tensor, Tensor>? downsample;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="generator">Gives the weights, by He's law.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="bottleneck">The second form.</param>
    /// <param name="stride">Of the first convolution of 3 x 3 (in a bottleneck: of the only one, as in torchvision).</param>
    /// <param name="dilation">Of the convolutions of 3 x 3.</param>
    /// <param name="firstDilation">Of the first of them; 0 is as the others.</param>
    /// <param name="normalize">False leaves batch normalization out; the convolutions have biases then, 0 at first.</param>
    /// <param name="project">
    /// What meets the result where its shape is another: true is a convolution of 1 x 1 of the input (He's option B), false every stride-th pixel and
    /// zeros for the channels that are missing (option A).
    /// </param>
    /// <param name="momentum">Of the running statistics.</param>
    public ResidualBlock(
        long inputs, long outputs, Generator generator, ScalarType dtype, bool bottleneck = false, long stride = 1, long dilation = 1,
        long firstDilation = 0, bool normalize = true, bool project = true, double momentum = 0.1)
        : base(nameof(ResidualBlock))
    {
        long inside = bottleneck ? outputs / 4 : outputs, first = firstDilation == 0 ? dilation : firstDilation;
        SeededConv2d Convolution(long from, long to, long kernel, long step = 1, long rate = 1) => SeededLayers.Convolution(
            from, to, kernel, generator, dtype, step, rate * (kernel / 2), !normalize, rate, law: WeightLaw.HeNormal);
        BatchNorm2d? Normalization(long channels) => normalize ? nn.BatchNorm2d(channels, momentum: momentum, dtype: dtype) : null;

        conv1 = bottleneck ? Convolution(inputs, inside, 1) : Convolution(inputs, inside, 3, stride, first);
        conv2 = bottleneck ? Convolution(inside, inside, 3, stride, first) : Convolution(inside, inside, 3, 1, dilation);
        (bn1, bn2) = (Normalization(inside), Normalization(inside));
        if (bottleneck)
            (conv3, bn3) = (Convolution(inside, outputs, 1), Normalization(outputs));
        if (stride != 1 || inputs != outputs)
        {
            downsample = !project ? new PaddedShortcut(inputs, outputs, stride)
                : Normalization(outputs) is { } normalization ? nn.Sequential(Convolution(inputs, outputs, 1, stride), normalization)
                : nn.Sequential(Convolution(inputs, outputs, 1, stride));
        }

        RegisterComponents();
    }

    /// <summary>The last convolution before the sum.</summary>
    public SeededConv2d Last => conv3 ?? conv2;

    public override Tensor forward(Tensor input)
    {
        var map = Apply(conv2, bn2, Relu(Apply(conv1, bn1, input)));
        if (conv3 is not null)
            map = Apply(conv3, bn3, Relu(map));
        return Relu(map.add_(downsample is null ? input : downsample.call(input)));
    }

    private static Tensor Apply(SeededConv2d convolution, BatchNorm2d? normalization, Tensor input)
    {
        var map = convolution.call(input);
        return normalization is null ? map : normalization.call(map);
    }

    /// <summary>In place: no layer needs its result for its gradient.</summary>
    private static Tensor Relu(Tensor map) => nn.functional.relu(map, inplace: true);
}
