using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Residual networks (He et al. 2016, "Deep residual learning for image recognition", arXiv 1512.03385), with dilated last stages where the output
/// stride asks for it, as in the survey of dense prediction (Vandenhende et al. 2021, arXiv 2004.13379).
/// </summary>
/// <remarks>
/// Five maps: stage 0 is the stem (its two blocks: convolution of 7 x 7, batch normalization, ReLU; maximum pooling), of stride 4, which cross-stitch
/// and NDDR networks call 'conv'; stages 1 to 4 are torchvision's layer1 to layer4. Where a stage is dilated instead of halving its map, its first
/// convolution of 3 x 3 keeps the dilation of the stage before and the others double it. Initial parameters are a pure function of the seed, weights in
/// He's law, by the fan out.
/// </remarks>
public sealed partial class ResNet : StagedBackbone
{
    private static readonly SortedDictionary<int, int[]> Depths = new() { [18] = [2, 2, 2, 2], [34] = [3, 4, 6, 3], [50] = [3, 4, 6, 3], [101] = [3, 4, 23, 3] };

    /// <summary>Builds the network of a depth that the paper names.</summary>
    /// <param name="depth">18 or 34 (basic blocks), 50 or 101 (bottlenecks).</param>
    /// <param name="outputStride">Pixels per pixel of the last map: 32, or 16 or 8 with a dilated layer4 or layer3 and layer4.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">The depth or the output stride is another.</exception>
    public ResNet(int depth = 50, int outputStride = 32, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : base($"ResNet{depth}", Build(depth, outputStride, channels, seed, dtype))
    {
    }

    private ResNet(IReadOnlyList<Stage> stages)
        : base("ResNetMini", stages)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastLayer => [.. modules().OfType<ResidualBlock>().Last().Last.parameters()];

    /// <summary>
    /// A small network of basic blocks for small images: a stem of 3 x 3 without pooling, which is the first block of stage 0, and stages that halve the
    /// map, but for the first. 177 000 parameters at the default widths; widths 16, 32, 64 and 18 blocks are ResNet-110 of CIFAR.
    /// </summary>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 32, 48, 64.</param>
    /// <param name="blocks">Basic blocks of each stage.</param>
    /// <param name="outputStride">Pixels per pixel of the last map, at most; stages that would pass it are dilated instead.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="normalize">False leaves batch normalization out; the convolutions have biases then, 0 at first.</param>
    /// <param name="project">
    /// How a block's input meets its result where the shapes differ: true is a convolution of 1 x 1, false is the paper's option A, every second pixel
    /// and zeros for the channels that are missing.
    /// </param>
    /// <exception cref="ArgumentException">A width, the number of blocks or the output stride is not positive.</exception>
    public static ResNet Mini(
        IReadOnlyList<int>? widths = null, int blocks = 1, int outputStride = 8, int channels = 3, long seed = 0,
        ScalarType dtype = ScalarType.Float32, bool normalize = true, bool project = true)
    {
        widths ??= [16, 32, 48, 64];
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputStride);
        if (widths.Count == 0 || widths.Any(width => width <= 0))
            throw new ArgumentException($"ResNet.Mini: widths {string.Join(", ", widths)} are given; expected one or more positive numbers.");

        using var generator = new Generator((ulong)seed);
        var stem = new ResNetStem(channels, widths[0], 3, 1, generator, dtype, normalize);
        var stages = Residual(widths[0], [.. widths], [.. widths.Select(_ => blocks)], 1, outputStride, (from, to, stride, first, dilation) =>
            new(from, to, generator, dtype, false, stride, dilation, first, normalize, project), [stem]);
        return new([.. stages]);
    }

    /// <summary>
    /// Takes the weights of torchvision's network of the same depth, which may have been read by <c>torch.files.ReadPyTorch</c>: <c>layer1.0.conv1.weight</c>
    /// of theirs is <c>stages.1.blocks.0.conv1.weight</c> of this module and so on, <c>conv1</c> and <c>bn1</c> are in <c>stages.0.blocks.0</c>; their
    /// classifier <c>fc</c> is left out.
    /// </summary>
    /// <param name="state">Torchvision's names and values.</param>
    /// <exception cref="ArgumentException">A value is missing or has another shape: the network has another depth; or this is a <see cref="Mini"/>.</exception>
    public void LoadTorchvision(IReadOnlyDictionary<string, Tensor> state) => TorchvisionNames.Load(this, state, name => Block().Replace(name, match =>
        match.Groups[1].Value == "0" ? "" : $"layer{match.Groups[1].Value}.{match.Groups[2].Value}."));

    private static Stage[] Build(int depth, int outputStride, int channels, long seed, ScalarType dtype)
    {
        if (!Depths.TryGetValue(depth, out var blocks) || outputStride is not (8 or 16 or 32))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"ResNet: depth {depth} and output stride {outputStride} are given; expected depth {string.Join(", ", Depths.Keys)} and output stride 8, 16 or 32."));

        using var generator = new Generator((ulong)seed);
        bool bottleneck = depth >= 50;
        var stem = new Stage(64, 4, new ResNetStem(channels, 64, 7, 2, generator, dtype), nn.MaxPool2d(3, 2, 1));
        var stages = Residual(64, [.. new[] { 64, 128, 256, 512 }.Select(width => bottleneck ? 4 * width : width)], blocks, 4, outputStride,
            (from, to, stride, first, dilation) => new(from, to, generator, dtype, bottleneck, stride, dilation, first), []);
        return [stem, .. stages];
    }

    /// <summary>Stages of residual blocks; all but the first halve the map while its stride stays within the output stride, and double the dilation beyond.</summary>
    private static IEnumerable<Stage> Residual(
        int inputs, int[] widths, int[] blocks, int stride, int outputStride,
        Func<int, int, int, int, int, ResidualBlock> block, IReadOnlyList<nn.Module<Tensor, Tensor>> stem)
    {
        int dilation = 1;
        for (int k = 0; k < widths.Length; k++)
        {
            int first = dilation, from = k == 0 ? inputs : widths[k - 1], width = widths[k];
            int shrink = k > 0 && 2 * stride <= outputStride ? 2 : 1;
            dilation *= k > 0 && shrink == 1 ? 2 : 1;
            stride *= shrink;
            var row = Enumerable.Range(0, blocks[k]).Select(i => i == 0 ? block(from, width, shrink, first, dilation) : block(width, width, 1, dilation, dilation));
            yield return new(width, shrink, [.. k == 0 ? stem : [], .. row]);
        }
    }

    [GeneratedRegex(@"^stages\.(\d+)\.blocks\.(\d+)\.")]
    private static partial Regex Block();
}
