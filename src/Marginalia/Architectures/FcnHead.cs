using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A plain head (after Long, Shelhamer, Darrell 2015, "Fully convolutional networks", arXiv 1411.4038, in torchvision's form): a convolution of 3 x 3 of
/// the coarsest map, to a quarter of its channels, with batch normalization and ReLU, then an affine map of each pixel.
/// </summary>
public sealed class FcnHead : Head
{
    private readonly ConvolutionBlock hidden;
    private readonly SeededDropout drop;
    private readonly SeededConv2d output;

    /// <summary>Builds the head.</summary>
    /// <param name="channels">Channels of the backbone's maps; only the last is read.</param>
    /// <param name="outputs">Channels of the prediction.</param>
    /// <param name="width">Channels inside; null is a quarter of the map's.</param>
    /// <param name="dropout">Part of the values inside that is dropped in training mode; masks follow from the seed too.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same head.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public FcnHead(IReadOnlyList<int> channels, int outputs, int? width = null, double dropout = 0.1, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(FcnHead))
    {
        ArgumentOutOfRangeException.ThrowIfZero(channels.Count, nameof(channels));
        using var generator = new Generator((ulong)seed);
        int inside = width ?? channels[^1] / 4;
        hidden = new(channels[^1], inside, generator, dtype);
        drop = new(dropout, seed);
        output = SeededLayers.Convolution(inside, outputs, 1, generator, dtype);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int Maps => 1;

    /// <summary>A head of torchvision's size, as a <see cref="HeadFactory"/>.</summary>
    public static Head Create(IReadOnlyList<int> channels, int outputs, long seed) => new FcnHead(channels, outputs, seed: seed);

    /// <summary>A head for small maps, as a <see cref="HeadFactory"/>: 32 channels inside, no dropout.</summary>
    public static Head Mini(IReadOnlyList<int> channels, int outputs, long seed) => new FcnHead(channels, outputs, 32, 0, seed);

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input) => output.call(drop.call(hidden.call(input[^1])));
}
