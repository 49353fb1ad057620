using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The head of DeepLab v3 (Chen et al. 2017, "Rethinking atrous convolution", arXiv 1706.05587): looks at the coarsest map with several dilations at once
/// (atrous spatial pyramid pooling) and at its mean, mixes what it saw, then a convolution of 3 x 3 and an affine map of each pixel. The head on
/// ResNets in the survey of dense prediction (Vandenhende et al. 2021, arXiv 2004.13379).
/// </summary>
/// <remarks>
/// Its layers and their order are those of torchvision's DeepLabHead. The mean is normalized over the examples of the batch alone: in training mode a
/// batch needs two or more.
/// </remarks>
public sealed class DeepLabHead : Head
{
    private readonly ModuleList<ConvolutionBlock> branches;
    private readonly ConvolutionBlock mean;
    private readonly ConvolutionBlock project;
    private readonly SeededDropout drop;
    private readonly ConvolutionBlock hidden;
    private readonly SeededConv2d output;

    /// <summary>Builds the head.</summary>
    /// <param name="channels">Channels of the backbone's maps; only the last is read.</param>
    /// <param name="outputs">Channels of the prediction.</param>
    /// <param name="width">Channels inside.</param>
    /// <param name="rates">Dilations; null is 12, 24, 36, for an output stride of 8 (6, 12, 18 for 16).</param>
    /// <param name="dropout">Part of the mixed values that is dropped in training mode; masks follow from the seed too.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same head.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public DeepLabHead(
        IReadOnlyList<int> channels, int outputs, int width = 256, IReadOnlyList<int>? rates = null, double dropout = 0.5, long seed = 0,
        ScalarType dtype = ScalarType.Float32)
        : base(nameof(DeepLabHead))
    {
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count, nameof(channels));
        rates ??= [12, 24, 36];
        using var generator = new Generator((ulong)seed);
        ConvolutionBlock Block(int from, long kernel, long dilation = 1) => new(from, width, generator, dtype, kernel: kernel, dilation: dilation);
        branches = new([Block(channels[^1], 1), .. rates.Select(rate => Block(channels[^1], 3, rate))]);
        mean = Block(channels[^1], 1);
        project = Block(width * (rates.Count + 2), 1);
        drop = new(dropout, seed);
        hidden = Block(width, 3);
        output = SeededLayers.Convolution(width, outputs, 1, generator, dtype);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int Maps => 1;

    /// <summary>A head of torchvision's size, as a <see cref="HeadFactory"/>.</summary>
    public static Head Create(IReadOnlyList<int> channels, int outputs, long seed) => new DeepLabHead(channels, outputs, seed: seed);

    /// <summary>A head for small maps, as a <see cref="HeadFactory"/>: 32 channels inside, dilations 1, 2, 4, no dropout.</summary>
    public static Head Mini(IReadOnlyList<int> channels, int outputs, long seed) => new DeepLabHead(channels, outputs, 32, [1, 2, 4], 0, seed);

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input)
    {
        var map = input[^1];
        var whole = mean.call(map.mean([2L, 3L], keepdim: true)).expand(-1, -1, map.shape[2], map.shape[3]);
        var seen = cat([.. branches.Select(branch => branch.call(map)), whole], 1);
        return output.call(hidden.call(drop.call(project.call(seen))));
    }
}
