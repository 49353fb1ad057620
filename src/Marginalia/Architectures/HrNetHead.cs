using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The head of HRNet (Wang et al. 2021, "Deep high-resolution representation learning", arXiv 1908.07919): enlarges all maps to the size of the finest,
/// bilinearly, and puts an affine map of each pixel with batch normalization and ReLU, then another, on their concatenation.
/// </summary>
public sealed class HrNetHead : Head
{
    private readonly SeededConv2d hidden;
    private readonly BatchNorm2d normalization;
    private readonly SeededConv2d output;

    /// <summary>Builds the head.</summary>
    /// <param name="channels">Channels of the backbone's maps, the finest first.</param>
    /// <param name="outputs">Channels of the prediction.</param>
    /// <param name="width">Channels inside; null is as many as the maps have together.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same head.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public HrNetHead(IReadOnlyList<int> channels, int outputs, int? width = null, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(HrNetHead))
    {
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count, nameof(channels));
        using var generator = new Generator((ulong)seed);
        int inside = width ?? channels.Sum();
        Maps = channels.Count;
        hidden = SeededLayers.Convolution(channels.Sum(), inside, 1, generator, dtype);
        normalization = nn.BatchNorm2d(inside, dtype: dtype);
        output = SeededLayers.Convolution(inside, outputs, 1, generator, dtype);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int Maps { get; }

    /// <summary>A head of the paper's size, as a <see cref="HeadFactory"/>.</summary>
    public static Head Create(IReadOnlyList<int> channels, int outputs, long seed) => new HrNetHead(channels, outputs, seed: seed);

    /// <summary>A head of 32 channels inside, as a <see cref="HeadFactory"/>.</summary>
    public static Head Mini(IReadOnlyList<int> channels, int outputs, long seed) => new HrNetHead(channels, outputs, 32, seed);

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input)
    {
        var size = input[0].shape[2..];
        var all = cat([input[0], .. input.Skip(1).Select(map => nn.functional.interpolate(map, size: size, mode: InterpolationMode.Bilinear, align_corners: false))], 1);
        return output.call(nn.functional.relu(normalization.call(hidden.call(all)), inplace: true));
    }
}
