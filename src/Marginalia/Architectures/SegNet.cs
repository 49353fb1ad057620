using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// An encoder and decoder for predictions per pixel, shared by all tasks, with one small head per task: the decoder puts its values back to where the
/// encoder's pooling found its maxima, and zeros around them (Badrinarayanan, Kendall, Cipolla 2017, "SegNet", arXiv 1511.00561). 51 500 shared
/// parameters at the default widths.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W], H and W at least 2 to the number of stages. Every convolution
/// is followed by batch normalization and ReLU: in training a prediction depends on the whole batch, and every pass moves the running statistics that
/// evaluation uses. Initial parameters are a pure function of the seed. The paper's network has the widths 64, 128, 256, 512, 512 and 2, 2, 3, 3, 3
/// convolutions.
/// </remarks>
public sealed class SegNet : FeatureNetwork
{
    private static readonly long[] Window = [2, 2];
    private readonly ModuleList<Sequential> encoder;
    private readonly ModuleList<Sequential> decoder;
    private readonly ModuleList<DenseHead> heads;
    private readonly Upsampling upsampling;

    /// <summary>Builds the network.</summary>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 24, 32, 48.</param>
    /// <param name="convolutions">Convolutions of each stage, in the encoder as in the decoder; null is one.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same network.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="upsampling">How the decoder enlarges its maps; all but concatenation have the same parameters.</param>
    /// <exception cref="ArgumentException">There is no task or no stage, a width or a number of convolutions is not positive, or their counts differ.</exception>
    public SegNet(
        IReadOnlyList<int> outputs, IReadOnlyList<int>? widths = null, IReadOnlyList<int>? convolutions = null, int channels = 3, long seed = 0,
        ScalarType dtype = ScalarType.Float32, Upsampling upsampling = Upsampling.Indices)
        : base(nameof(SegNet))
    {
        this.upsampling = upsampling;
        widths ??= [16, 24, 32, 48];
        convolutions ??= [.. widths.Select(_ => 1)];
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        if (widths.Count == 0 || widths.Any(width => width <= 0) || convolutions.Count != widths.Count || convolutions.Any(count => count <= 0))
            throw new ArgumentException(
                $"SegNet: widths {string.Join(", ", widths)} and convolutions {string.Join(", ", convolutions)} are given; expected as many positive numbers of both.");

        using var generator = new Generator((ulong)seed);
        Sequential Stage(IEnumerable<int> path) => nn.Sequential(path.Zip(path.Skip(1), (from, to) => new ConvolutionBlock(from, to, generator, dtype)));
        IEnumerable<int> Inside(int stage, int count) => Enumerable.Repeat(widths[stage], count);
        encoder = new([.. widths.Select((_, stage) => Stage([stage == 0 ? channels : widths[stage - 1], .. Inside(stage, convolutions[stage])]))]);
        int copies = upsampling == Upsampling.Concatenation ? 2 : 1;
        decoder = new([.. widths.Select((width, stage) => Stage([copies * width, .. Inside(stage, convolutions[stage] - 1), widths[Math.Max(0, stage - 1)]])).Reverse()]);
        FeatureChannels = [widths[0], widths[^1]];
        heads = new([.. outputs.Select(length => new DenseHead(widths[0], length, generator, dtype))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. encoder.parameters(), .. decoder.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. decoder[^1].children().Last().parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    /// <summary>Channels of the decoder's last map, and of the encoder's.</summary>
    public override IReadOnlyList<int> FeatureChannels { get; }

    /// <inheritdoc/>
    public override Tensor[] Features(Tensor input)
    {
        var stages = new Stack<(Tensor Features, Tensor Positions)>();
        foreach (var stage in encoder)
        {
            var features = stage.call(input);
            (input, var positions) = nn.functional.max_pool2d_with_indices(features, Window);
            stages.Push((features, positions));
        }

        var encoded = input;
        foreach (var stage in decoder)
        {
            var (features, positions) = stages.Pop();
            input = stage.call(Upsample(input, features, positions));
        }

        return [input, encoded];
    }

    /// <inheritdoc/>
    public override Tensor[] Predict(Tensor[] features, Tensor input) => [.. Branch(features[0]).Zip(heads, (view, head) => head.call(view))];

    private Tensor Upsample(Tensor map, Tensor features, Tensor positions) => upsampling switch
    {
        Upsampling.Nearest => nn.functional.interpolate(map, size: features.shape[2..]),
        Upsampling.Bilinear => Enlarge(map, features),
        Upsampling.Addition => Enlarge(map, features) + features,
        Upsampling.Concatenation => cat([nn.functional.interpolate(map, size: features.shape[2..]), features], 1),
        _ => nn.functional.max_unpool2d(map, positions, Window, output_size: features.shape[2..]),
    };
}
