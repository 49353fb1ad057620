using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>The first layer of a residual network: a convolution, batch normalization, ReLU. Parts have the names of torchvision.</summary>
internal sealed class ResNetStem : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d conv1;
    private readonly BatchNorm2d? bn1;

    public ResNetStem(long inputs, long outputs, long kernel, long stride, Generator generator, ScalarType dtype, bool normalize = true)
        : base(nameof(ResNetStem))
    {
        conv1 = SeededLayers.Convolution(inputs, outputs, kernel, generator, dtype, stride, kernel / 2, !normalize, law: WeightLaw.HeNormal);
        bn1 = normalize ? nn.BatchNorm2d(outputs, dtype: dtype) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var map = conv1.call(input);
        return nn.functional.relu(bn1 is null ? map : bn1.call(map), inplace: true);
    }
}
