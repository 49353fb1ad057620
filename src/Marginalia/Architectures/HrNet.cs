using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// HRNet (Wang et al. 2021, "Deep high-resolution representation learning for visual recognition", arXiv 1908.07919): keeps a fine map from beginning to
/// end, adds a coarser one at every stage, and lets all of them exchange what they found after every few blocks.
/// </summary>
/// <remarks>
/// The maps have strides 4, 8, 16, 32 and widths w, 2 w, 4 w, 8 w. Initial parameters are a pure function of the seed, weights in He's law, by the fan out.
/// </remarks>
public sealed class HrNet : Backbone
{
    private readonly Sequential stem;
    private readonly ModuleList<ModuleList<Sequential>> transitions;
    private readonly ModuleList<ModuleList<HrNetModule>> stages;

    /// <summary>Builds HRNet-W18 (or of another width).</summary>
    /// <param name="width">Channels of the finest map.</param>
    /// <param name="small">
    /// True is the "small v2" form that the survey of dense prediction uses (Vandenhende et al. 2021, arXiv 2004.13379): 2 bottlenecks, then 1, 3, 2 modules
    /// of 2 blocks; false is that of the paper: 4 bottlenecks, then 1, 4, 3 modules of 4 blocks.
    /// </param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    public HrNet(int width = 18, bool small = true, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
        : this($"HRNetW{width}", [width, 2 * width, 4 * width, 8 * width], small ? [1, 3, 2] : [1, 4, 3], small ? 2 : 4, 0.01, 4, seed, generator =>
        [
            new ResNetStem(channels, 64, 3, 2, generator, dtype), new ResNetStem(64, 64, 3, 2, generator, dtype),
            .. Enumerable.Range(0, small ? 2 : 4).Select(i => new ResidualBlock(i == 0 ? 64 : 256, 256, generator, dtype, bottleneck: true, momentum: 0.01)),
        ], 256, dtype)
    {
    }

    private HrNet(
        string name, IReadOnlyList<int> widths, int[] modules, int blocks, double momentum, int stride, long seed,
        Func<Generator, nn.Module<Tensor, Tensor>[]> first, int stemWidth, ScalarType dtype)
        : base(name)
    {
        using var generator = new Generator((ulong)seed);
        Channels = widths;
        Strides = [.. widths.Select((_, k) => stride << k)];
        stem = nn.Sequential(first(generator));
        (transitions, stages) = ([], []);
        for (int k = 2; k <= widths.Count; k++)
        {
            // The first stage splits the stem's map in two; each later one makes its new map from the coarsest.
            int[] from = k == 2 ? [stemWidth] : [.. widths.Take(k - 1)];
            transitions.Add(new([.. Enumerable.Range(0, k).Select(to => nn.Sequential(to < from.Length
                ? from[to] == widths[to] ? [] : [Convolution(from[to], widths[to], 1)]
                : [Convolution(from[^1], widths[to], 2)]))]));
            stages.Add(new([.. Enumerable.Range(0, modules[k - 2]).Select(_ => new HrNetModule([.. widths.Take(k)], blocks, momentum, generator, dtype))]));
        }

        RegisterComponents();

        ResNetStem Convolution(int inputs, int outputs, int step) => new(inputs, outputs, 3, step, generator, dtype, momentum: momentum);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Channels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Strides { get; }

    /// <summary>A small network for small images: a stem of one convolution, then for each further map one module of one basic block per map.</summary>
    /// <param name="widths">Channels of each map, the finest first, two or more; null is 16, 24, 32, 48.</param>
    /// <param name="stride">Pixels per pixel of the finest map, 1 or 2.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same backbone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths, one is not positive, or the stride is another.</exception>
    public static HrNet Mini(
        IReadOnlyList<int>? widths = null, int stride = 1, int channels = 3, long seed = 0, ScalarType dtype = ScalarType.Float32)
    {
        widths ??= [16, 24, 32, 48];
        if (widths.Count < 2 || widths.Any(width => width <= 0) || stride is not (1 or 2))
            throw new ArgumentException($"HrNet.Mini: widths {string.Join(", ", widths)} and stride {stride} are given; expected two or more positive numbers and 1 or 2.");
        return new("HRNetMini", widths, [.. widths.Skip(1).Select(_ => 1)], 1, 0.1, stride, seed,
            generator => [new ResNetStem(channels, widths[0], 3, stride, generator, dtype)], widths[0], dtype);
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        Tensor[] maps = [stem.call(input)];
        foreach (var (transition, modules) in transitions.Zip(stages))
        {
            maps = [.. transition.Select((path, to) => path.Count == 0 ? maps[to] : path.call(maps[Math.Min(to, maps.Length - 1)]))];
            maps = modules.Aggregate(maps, (current, module) => module.call(current));
        }

        return maps;
    }
}
