using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Predicts for every pixel: a convolution of 3 x 3 with ReLU, then an affine map of each pixel.</summary>
internal sealed class DenseHead : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d hidden;
    private readonly SeededConv2d output;

    public DenseHead(long inputs, long outputs, Generator generator, ScalarType dtype)
        : base(nameof(DenseHead))
    {
        hidden = SeededLayers.Convolution(inputs, inputs, 3, generator, dtype, padding: 1);
        output = SeededLayers.Convolution(inputs, outputs, 1, generator, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => output.call(nn.functional.relu(hidden.call(input), inplace: true));
}
