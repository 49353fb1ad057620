using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>The last decoder of decoder-focused networks: two convolutions of 3 x 3 with batch normalization and ReLU, then an affine map of each pixel.</summary>
internal sealed class RefinementHead : nn.Module<Tensor, Tensor>
{
    private readonly ConvolutionBlock first;
    private readonly ConvolutionBlock second;
    private readonly SeededConv2d output;

    public RefinementHead(int inputs, int channels, int outputs, Generator generator, ScalarType dtype)
        : base(nameof(RefinementHead))
    {
        first = new(inputs, channels, generator, dtype);
        second = new(channels, channels, generator, dtype);
        output = SeededLayers.Convolution(channels, outputs, 1, generator, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => output.call(second.call(first.call(input)));
}
