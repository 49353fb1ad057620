using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A convolution (of 3 x 3, if not said otherwise) without bias, batch normalization (Ioffe, Szegedy 2015, arXiv 1502.03167), ReLU.</summary>
internal sealed class ConvolutionBlock : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d convolution;
    private readonly BatchNorm2d normalization;

    public ConvolutionBlock(long inputs, long outputs, Generator generator, ScalarType dtype, long stride = 1, long kernel = 3, long dilation = 1)
        : base(nameof(ConvolutionBlock))
    {
        convolution = SeededLayers.Convolution(inputs, outputs, kernel, generator, dtype, stride, dilation * (kernel / 2), hasBias: false, dilation);
        normalization = nn.BatchNorm2d(outputs, dtype: dtype);
        RegisterComponents();
    }

    /// <summary>Weight of the convolution [outputs, inputs, 3, 3].</summary>
    public Parameter Weight => convolution.parameters().First();

    /// <summary>The normalization after it.</summary>
    public BatchNorm2d Normalization => normalization;

    public override Tensor forward(Tensor input) => nn.functional.relu(normalization.call(convolution.call(input)), inplace: true);
}
