using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Wide residual networks (Zagoruyko, Komodakis 2016, arXiv 1605.07146) for small images: three stages of 16, 32 and 64 times the width factor, of
/// strides 1, 2, 4, without dropout. The first block of stage 0 is the convolution of the image; the last block normalizes its result.
/// </summary>
/// <remarks>Initial parameters are a pure function of the seed, weights in He's law, by the fan out. The maps before the last are not normalized.</remarks>
public sealed class WideResNet : StagedBackbone
{
    /// <summary>Builds the network, for example WRN-28-10, 28-4 or 16-8.</summary>
    /// <param name="depth">Convolutions: 6 n + 4, n blocks in each stage.</param>
    /// <param name="widen">The width factor.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">The depth is another or the factor not positive.</exception>
    public WideResNet(int depth = 28, int widen = 10, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base($"WRN{depth}_{widen}", Build(depth, widen, channels, seed, dtype))
    {
    }

    private static Stage[] Build(int depth, int widen, int channels, long seed, ScalarType dtype)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(widen);
        if (depth < 10 || (depth - 4) % 6 != 0)
            throw new ArgumentException($"WideResNet: depth {depth} is given; expected 6 n + 4, that is 10, 16, 22, 28, ...");

        using var generator = new Generator((ulong)seed);
        int[] widths = [16, 16 * widen, 32 * widen, 64 * widen];
        int blocks = (depth - 4) / 6;
        var stem = SeededLayers.Convolution(channels, 16, 3, generator, dtype, padding: 1, hasBias: false, law: WeightLaw.HeNormal);
        return
        [
            .. Enumerable.Range(1, 3).Select(k => new Stage(widths[k], k == 1 ? 1 : 2,
            [
                .. k == 1 ? [stem] : Array.Empty<nn.Module<Tensor, Tensor>>(),
                .. Enumerable.Range(0, blocks).Select(i => new PreactivationBlock(
                    i == 0 ? widths[k - 1] : widths[k], widths[k], i == 0 && k > 1 ? 2 : 1, generator, dtype, k == 3 && i == blocks - 1)),
            ])),
        ];
    }
}
