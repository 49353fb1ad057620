using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A mask in (0, 1) per channel and pixel: convolution of 1 x 1, batch normalization, ReLU, and the same with a sigmoid in place of the ReLU: the h of
/// MTAN (Liu, Johns, Davison 2019, arXiv 1803.10704, equation 2). Convolutions have no bias, which batch normalization would take away.
/// </summary>
internal sealed class AttentionModule : nn.Module<Tensor, Tensor>
{
    private readonly SeededConv2d reduce;
    private readonly BatchNorm2d reduced;
    private readonly SeededConv2d expand;
    private readonly BatchNorm2d expanded;

    public AttentionModule(long inputs, long hidden, long outputs, Generator generator, ScalarType dtype)
        : base(nameof(AttentionModule))
    {
        reduce = SeededLayers.Convolution(inputs, hidden, 1, generator, dtype, hasBias: false);
        reduced = nn.BatchNorm2d(hidden, dtype: dtype);
        expand = SeededLayers.Convolution(hidden, outputs, 1, generator, dtype, hasBias: false);
        expanded = nn.BatchNorm2d(outputs, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.sigmoid(expanded.call(expand.call(nn.functional.relu(reduced.call(reduce.call(input)), inplace: true))));
}
