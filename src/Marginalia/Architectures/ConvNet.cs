using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// The small backbone of the notebooks: each stage halves the map, but for the first unless told so, and has two or more convolutions of 3 x 3, each with
/// batch normalization and ReLU. 63 000 parameters at the default widths.
/// </summary>
/// <remarks>Initial parameters are a pure function of the seed.</remarks>
public sealed class ConvNet : StagedBackbone
{
    /// <summary>Builds the backbone.</summary>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 24, 32, 48.</param>
    /// <param name="blocks">Convolutions of each stage.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="shrink">Factor by which the first stage makes each side of the map smaller; 2 makes networks about four times faster.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">A width, the number of convolutions or the factor is not positive.</exception>
    public ConvNet(
        IReadOnlyList<int>? widths = null, int blocks = 2, int channels = 3, int shrink = 1, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(ConvNet), Build(widths ?? [16, 24, 32, 48], blocks, channels, shrink, seed, dtype))
    {
    }

    private static Stage[] Build(IReadOnlyList<int> widths, int blocks, int channels, int first, long seed, ScalarType dtype)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first, "shrink");
        if (widths.Count == 0 || widths.Any(width => width <= 0))
            throw new ArgumentException($"ConvNet: widths {string.Join(", ", widths)} are given; expected one or more positive numbers.");

        using var generator = new Generator((ulong)seed);
        Stage Stage(int from, int width, int shrink) => new(width, shrink,
        [
            .. Enumerable.Range(0, blocks).Select(block => block == 0
                ? new ConvolutionBlock(from, width, generator, dtype, shrink)
                : new ConvolutionBlock(width, width, generator, dtype)),
        ]);
        return [.. widths.Select((width, stage) => stage == 0 ? Stage(channels, width, first) : Stage(widths[stage - 1], width, 2))];
    }
}
