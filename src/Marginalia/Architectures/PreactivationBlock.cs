using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A residual block that normalizes before it convolves (He et al. 2016, "Identity mappings in deep residual networks", arXiv 1603.05027): twice batch
/// normalization, ReLU and a convolution of 3 x 3; then the sum with the input, or where the shape changes with a convolution of 1 x 1 of the first ReLU.
/// </summary>
internal sealed class PreactivationBlock : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d? shortcut;
    private readonly BatchNorm2d bn1;
    private readonly SeededConv2d conv1;
    private readonly BatchNorm2d bn2;
    private readonly SeededConv2d conv2;
    private readonly BatchNorm2d? finish;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="stride">Of the first convolution.</param>
    /// <param name="generator">Gives the weights, by He's law.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="finishes">Normalization and ReLU after the sum, as the last block of a network has them.</param>
    public PreactivationBlock(long inputs, long outputs, long stride, Generator generator, ScalarType dtype, bool finishes)
        : base(nameof(PreactivationBlock))
    {
        SeededConv2d Convolution(long from, long kernel, long step) =>
            SeededLayers.Convolution(from, outputs, kernel, generator, dtype, step, kernel / 2, hasBias: false, law: WeightLaw.HeNormal);
        (conv1, conv2) = (Convolution(inputs, 3, stride), Convolution(outputs, 3, 1));
        (bn1, bn2) = (nn.BatchNorm2d(inputs, dtype: dtype), nn.BatchNorm2d(outputs, dtype: dtype));
        shortcut = stride == 1 && inputs == outputs ? null : Convolution(inputs, 1, stride);
        finish = finishes ? nn.BatchNorm2d(outputs, dtype: dtype) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var active = Relu(bn1.call(input));
        var map = conv2.call(Relu(bn2.call(conv1.call(active)))).add_(shortcut is null ? input : shortcut.call(active));
        return finish is null ? map : Relu(finish.call(map));
    }

    /// <summary>In place: no layer needs its result for its gradient.</summary>
    private static Tensor Relu(Tensor map) => nn.functional.relu(map, inplace: true);
}
