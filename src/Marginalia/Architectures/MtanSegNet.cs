using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Multi-task attention network on a SegNet: attention modules of every task mask the maps of all stages of encoder and decoder, which are shared; so are
/// the positions of pooling (Liu, Johns, Davison 2019, arXiv 1803.10704). 180 000 shared parameters and 23 000 per task at the default widths.
/// </summary>
/// <remarks>
/// Encoder: m = h([u; a]), a = pool(f(m * p)), u after a stage's first convolution, p after its last. Decoder: a = f(enlarged m * d of the stage before),
/// m = h([g; a]), g before a stage's first convolution, d after its last. f is shared by all tasks, h is of one.
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W], H and W at least 2 to the number of stages. Initial weights are
/// normal in the law of Glorot and Bengio, a pure function of the seed; biases are 0. The paper's network has the widths 64, 128, 256, 512, 512 and
/// 2, 2, 3, 3, 3 convolutions.
/// </remarks>
public sealed class MtanSegNet : MultiTaskModule
{
    private static readonly long[] Window = [2, 2];
    private readonly ModuleList<Stage> encoder;
    private readonly ModuleList<Stage> decoder;
    private readonly ModuleList<ConvolutionBlock> encoderRefinement;
    private readonly ModuleList<ConvolutionBlock> decoderRefinement;
    private readonly ModuleList<ModuleList<AttentionModule>> encoderAttention;
    private readonly ModuleList<ModuleList<AttentionModule>> decoderAttention;
    private readonly ModuleList<Sequential> heads;

    /// <summary>Builds the network.</summary>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="widths">Channels of each stage, the finest first; null is 16, 24, 32, 48.</param>
    /// <param name="convolutions">Convolutions of each stage, two or more, in the encoder as in the decoder; null is two.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same network.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There is no task or no stage, a width is not positive, or a stage has fewer than two convolutions.</exception>
    public MtanSegNet(
        IReadOnlyList<int> outputs, IReadOnlyList<int>? widths = null, IReadOnlyList<int>? convolutions = null, int channels = 3, long seed = 0,
        ScalarType dtype = ScalarType.Float32)
        : base(nameof(MtanSegNet))
    {
        var w = widths ?? [16, 24, 32, 48];
        convolutions ??= [.. w.Select(_ => 2)];
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        if (w.Count == 0 || w.Any(width => width <= 0) || convolutions.Count != w.Count || convolutions.Any(count => count < 2))
            throw new ArgumentException(
                $"MtanSegNet: widths {string.Join(", ", w)} and convolutions {string.Join(", ", convolutions)} are given; expected as many positive numbers of both, and two or more convolutions.");

        using var generator = new Generator((ulong)seed);
        int Finer(int stage) => w[Math.Max(0, stage - 1)];
        int Coarser(int stage) => w[Math.Min(w.Count - 1, stage + 1)];
        ModuleList<T> Stages<T>(Func<int, T> make) where T : nn.Module => new([.. Enumerable.Range(0, w.Count).Select(make)]);
        ConvolutionBlock Block(int from, int to) => new(from, to, generator, dtype);
        Stage Convolutions(int from, int to, int count) =>
            new(to, 1, Block(from, to), nn.Sequential(Enumerable.Range(1, count - 1).Select(_ => Block(to, to))));
        AttentionModule Attention(int inputs, int width) => new(inputs, width, width, generator, dtype);

        encoder = Stages(stage => Convolutions(stage == 0 ? channels : w[stage - 1], w[stage], convolutions[stage]));
        decoder = Stages(stage => Convolutions(w[stage], Finer(stage), convolutions[stage]));
        encoderRefinement = Stages(stage => Block(w[stage], Coarser(stage)));
        decoderRefinement = Stages(stage => Block(w[stage], Finer(stage)));
        encoderAttention = new([.. outputs.Select(_ => Stages(stage => Attention(stage == 0 ? w[0] : 2 * w[stage], w[stage])))]);
        decoderAttention = new([.. outputs.Select(_ => Stages(stage => Attention(w[stage] + Finer(stage), Finer(stage))))]);
        heads = new([.. outputs.Select(length => nn.Sequential(
            SeededLayers.Convolution(w[0], w[0], 3, generator, dtype, padding: 1), SeededLayers.Convolution(w[0], length, 1, generator, dtype)))]);
        RegisterComponents();
        SeededLayers.GlorotNormal(this, generator);
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <summary>The last convolution of the shared decoder, and its batch normalization.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. decoder[0].modules().OfType<ConvolutionBlock>().Last().parameters()];

    /// <summary>The masks of the latest call, for each task those of the encoder, the finest first, then those of the decoder, the coarsest first: [N, C, h, w], in (0, 1). They live as long as the tensors of the call.</summary>
    public IReadOnlyList<IReadOnlyList<Tensor>> Masks { get; private set; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. encoderAttention[task].parameters(), .. decoderAttention[task].parameters(), .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var encoded = new (Tensor Before, Tensor After)[encoder.Count];
        var decoded = new (Tensor Before, Tensor After)[encoder.Count];
        var positions = new Tensor[encoder.Count];
        for (int k = 0; k < encoder.Count; k++)
        {
            var before = encoder[k].Enter(input);
            var after = encoder[k].Leave(before);
            encoded[k] = (before, after);
            (input, positions[k]) = nn.functional.max_pool2d_with_indices(after, Window);
        }

        for (int k = encoder.Count - 1; k >= 0; k--)
        {
            var before = nn.functional.max_unpool2d(input, positions[k], Window, output_size: encoded[k].After.shape[2..]);
            decoded[k] = (before, input = decoder[k].call(before));
        }

        var results = Enumerable.Range(0, TaskCount).Select(task => Attend(task, encoded, decoded)).ToArray();
        Masks = [.. results.Select(result => result.Masks)];
        return [.. results.Zip(heads, (result, head) => head.call(result.Attended))];
    }

    private (Tensor[] Masks, Tensor Attended) Attend(int task, (Tensor Before, Tensor After)[] encoded, (Tensor Before, Tensor After)[] decoded)
    {
        var masks = new List<Tensor>();
        Tensor Masked(AttentionModule attention, Tensor look, Tensor map)
        {
            masks.Add(attention.call(look));
            return masks[^1] * map;
        }

        Tensor? previous = null;
        for (int k = 0; k < encoded.Length; k++)
        {
            var (before, after) = encoded[k];
            var attended = Masked(encoderAttention[task][k], previous is null ? before : cat([before, previous], 1), after);
            previous = nn.functional.max_pool2d(encoderRefinement[k].call(attended), 2);
        }

        for (int k = decoded.Length - 1; k >= 0; k--)
        {
            var (before, after) = decoded[k];
            var enlarged = nn.functional.interpolate(previous!, size: before.shape[2..], mode: InterpolationMode.Bilinear, align_corners: true);
            previous = Masked(decoderAttention[task][k], cat([before, decoderRefinement[k].call(enlarged)], 1), after);
        }

        return ([.. masks], previous!);
    }
}
