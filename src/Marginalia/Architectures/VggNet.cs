using System.Globalization;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Rows of convolutions of 3 x 3 with maximum pooling between them (Simonyan, Zisserman 2015, "Very deep convolutional networks", arXiv 1409.1556), without
/// the affine layers at the end.
/// </summary>
/// <remarks>
/// Five maps of strides 1, 2, 4, 8, 16: each stage but the first begins with the pooling, and the fifth pooling, which follows the last map, is left to
/// what reads it. Initial parameters are a pure function of the seed, weights in He's law, by the fan out, biases 0.
/// </remarks>
public sealed partial class VggNet : StagedBackbone
{
    private static readonly SortedDictionary<int, int[]> Depths = new() { [11] = [1, 1, 2, 2, 2], [13] = [2, 2, 2, 2, 2], [16] = [2, 2, 3, 3, 3], [19] = [2, 2, 4, 4, 4] };
    private readonly bool normalize;

    /// <summary>Builds the network of a depth that the paper names.</summary>
    /// <param name="depth">11, 13, 16 or 19: convolutions and the three affine layers, which are left out here.</param>
    /// <param name="normalize">Batch normalization after each convolution.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">The depth is another.</exception>
    public VggNet(int depth = 16, bool normalize = false, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : this($"VGG{depth}", [64, 128, 256, 512, 512], Convolutions(depth), normalize, channels, seed, dtype)
    {
    }

    private VggNet(string name, IReadOnlyList<int> widths, IReadOnlyList<int> convolutions, bool normalize, int channels, long seed, ScalarType dtype)
        : base(name, Build(widths, convolutions, normalize, channels, seed, dtype)) => this.normalize = normalize;

    /// <summary>A small network of the same form for small images: 8 convolutions, 132 000 parameters at the defaults.</summary>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 32, 48, 64.</param>
    /// <param name="convolutions">Convolutions of each stage.</param>
    /// <param name="normalize">Batch normalization after each convolution.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">A width or the number of convolutions is not positive.</exception>
    public static VggNet Mini(
        IReadOnlyList<int>? widths = null, int convolutions = 2, bool normalize = false, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
    {
        widths ??= [16, 32, 48, 64];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(convolutions);
        if (widths.Count == 0 || widths.Any(width => width <= 0))
            throw new ArgumentException($"VggNet.Mini: widths {string.Join(", ", widths)} are given; expected one or more positive numbers.");
        return new("VGGMini", widths, [.. widths.Select(_ => convolutions)], normalize, channels, seed, dtype);
    }

    /// <summary>
    /// Takes the weights of torchvision's network of the same depth, which may have been read by <c>torch.files.ReadPyTorch</c>: theirs are
    /// <c>features.i</c>, i the place among convolutions, normalizations, ReLUs and poolings in a row; their <c>classifier</c> is left out.
    /// </summary>
    /// <param name="state">Torchvision's names and values.</param>
    /// <exception cref="ArgumentException">A value is missing or has another shape: the network has another depth or normalization.</exception>
    public void LoadTorchvision(IReadOnlyDictionary<string, Tensor> state)
    {
        var places = new Dictionary<string, int>();
        int place = 0;
        foreach (var (k, stage) in Stages.Index())
        {
            place += k > 0 ? 1 : 0;
            for (int block = k > 0 ? 1 : 0; block < stage.Blocks; block++, place += normalize ? 3 : 2)
                places[$"stages.{k}.blocks.{block}"] = place;
        }

        TorchvisionNames.Load(this, state, name => Block().Replace(name, match =>
            string.Create(CultureInfo.InvariantCulture, $"features.{places[match.Groups[1].Value] + (match.Groups[2].Value == "normalization" ? 1 : 0)}.")));
    }

    private static int[] Convolutions(int depth) => Depths.TryGetValue(depth, out var convolutions) ? convolutions
        : throw new ArgumentException($"VggNet: depth {depth} is given; expected {string.Join(", ", Depths.Keys)}.");

    private static Stage[] Build(IReadOnlyList<int> widths, IReadOnlyList<int> convolutions, bool normalize, int channels, long seed, ScalarType dtype)
    {
        using var generator = new Generator((ulong)seed);
        return
        [
            .. widths.Select((width, k) => new Stage(width, k == 0 ? 1 : 2,
            [
                .. k == 0 ? Array.Empty<nn.Module<Tensor, Tensor>>() : [nn.MaxPool2d(2)],
                .. Enumerable.Range(0, convolutions[k]).Select(i => new VggBlock(i > 0 ? width : k > 0 ? widths[k - 1] : channels, width, generator, dtype, normalize)),
            ])),
        ];
    }

    [GeneratedRegex(@"^(stages\.\d+\.blocks\.\d+)\.(\w+)\.")]
    private static partial Regex Block();
}
