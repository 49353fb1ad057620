using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A convolution of 3 x 3 with bias, perhaps batch normalization, ReLU.</summary>
internal sealed class VggBlock : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d convolution;
    private readonly BatchNorm2d? normalization;

    public VggBlock(long inputs, long outputs, Generator generator, ScalarType dtype, bool normalize)
        : base(nameof(VggBlock))
    {
        convolution = SeededLayers.Convolution(inputs, outputs, 3, generator, dtype, padding: 1, law: WeightLaw.HeNormal);
        normalization = normalize ? nn.BatchNorm2d(outputs, dtype: dtype) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var map = convolution.call(input);
        return nn.functional.relu(normalization is null ? map : normalization.call(map), inplace: true);
    }
}
