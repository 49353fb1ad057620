using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A decoder: from the coarsest map on, enlarges, appends the next finer map, and mixes both by a convolution of 3 x 3 with batch normalization and
/// ReLU; at last an affine map of each pixel (after Ronneberger, Fischer, Brox 2015, "U-Net", arXiv 1505.04597). The prediction has the size of the finest map.
/// </summary>
public sealed class UNetHead : Head
{
    private readonly ModuleList<ConvolutionBlock> decoder;
    private readonly SeededConv2d output;

    /// <summary>Builds the head.</summary>
    /// <param name="channels">Channels of the backbone's maps, the finest first.</param>
    /// <param name="outputs">Channels of the prediction.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same head.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public UNetHead(IReadOnlyList<int> channels, int outputs, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(UNetHead))
    {
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count, nameof(channels));
        using var generator = new Generator((ulong)seed);
        Maps = channels.Count;
        decoder = new([.. Enumerable.Range(0, Maps - 1).Reverse().Select(k => new ConvolutionBlock(channels[k + 1] + channels[k], channels[k], generator, dtype))]);
        output = SeededLayers.Convolution(channels[0], outputs, 1, generator, dtype);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int Maps { get; }

    /// <summary>A head of float32, as a <see cref="HeadFactory"/>.</summary>
    public static Head Create(IReadOnlyList<int> channels, int outputs, long seed) => new UNetHead(channels, outputs, seed);

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input)
    {
        var map = input[^1];
        for (int k = 0; k < decoder.Count; k++)
        {
            var finer = input[Maps - 2 - k];
            map = decoder[k].call(cat([nn.functional.interpolate(map, size: finer.shape[2..]), finer], 1));
        }

        return output.call(map);
    }
}
