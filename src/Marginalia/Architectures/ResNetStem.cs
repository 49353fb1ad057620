using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>A convolution in He's law, batch normalization, ReLU: the first layer of a residual network. Parts have the names of torchvision.</summary>
internal sealed class ResNetStem : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d conv1;
    private readonly BatchNorm2d? bn1;
    private readonly bool activate;

    public ResNetStem(
        long inputs, long outputs, long kernel, long stride, Generator generator, ScalarType dtype, bool normalize = true, double momentum = 0.1,
        bool activate = true)
        : base(nameof(ResNetStem))
    {
        conv1 = SeededLayers.Convolution(inputs, outputs, kernel, generator, dtype, stride, kernel / 2, !normalize, law: WeightLaw.HeNormal);
        bn1 = normalize ? nn.BatchNorm2d(outputs, momentum: momentum, dtype: dtype) : null;
        this.activate = activate;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var map = conv1.call(input);
        if (bn1 is not null)
            map = bn1.call(map);
        return activate ? nn.functional.relu(map, inplace: true) : map;
    }
}
