using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The prediction head of high-resolution networks (Wang et al. 2020, HRNet, arXiv 1908.07919, V2): enlarges all maps to the finest, concatenates them,
/// then two affine maps of each pixel, the first with batch normalization and ReLU.
/// </summary>
internal sealed class ScaleFusion : nn.Module<Tensor[], Tensor>
{
    private readonly SeededConv2d mix;
    private readonly BatchNorm2d normalization;
    private readonly SeededConv2d output;

    public ScaleFusion(IReadOnlyList<int> channels, int outputs, Generator generator, ScalarType dtype)
        : base(nameof(ScaleFusion))
    {
        int all = channels.Sum();
        mix = SeededLayers.Convolution(all, all, 1, generator, dtype);
        normalization = nn.BatchNorm2d(all, dtype: dtype);
        output = SeededLayers.Convolution(all, outputs, 1, generator, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor[] maps)
    {
        var finest = maps[0];
        var whole = cat([finest, .. maps[1..].Select(map => nn.functional.interpolate(
            map, size: finest.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false))], 1);
        return output.call(nn.functional.relu(normalization.call(mix.call(whole)), inplace: true));
    }
}
