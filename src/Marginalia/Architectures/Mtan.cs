using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Multi-task attention network on a staged backbone: in each stage every task has an attention module h of its own, which looks at the map u before
/// the stage's last block, and at what the task attended to in the stage before, and makes a mask for the map p after it (Liu, Johns, Davison 2019,
/// arXiv 1803.10704; on a ResNet as in Vandenhende et al. 2021, arXiv 2004.13379). Heads read the masked maps.
/// </summary>
/// <remarks>
/// m_k = h_k([u_k; a_(k-1)]), a_k = pool(f_k(m_k * p_k)), where f, a convolution of 3 x 3 with batch normalization and ReLU, is shared by all tasks.
/// With one task this is the paper's STAN. <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].
/// </remarks>
public sealed class Mtan : MultiTaskModule
{
    private readonly StagedBackbone backbone;
    private readonly ModuleList<ModuleList<AttentionModule>> attention;
    private readonly ModuleList<ConvolutionBlock> refinement;
    private readonly ModuleList<Head> heads;
    private readonly int first;

    /// <summary>Puts attention modules and heads on a backbone.</summary>
    /// <param name="backbone">Shared by all tasks; it becomes part of this module. Each stage has two or more blocks, and only the first of them shrinks the map.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the initial parameters, but for the backbone's.</param>
    /// <param name="reduction">Channels of a stage per hidden channel of its attention modules; 4 in the survey's network on a ResNet.</param>
    /// <param name="sharesAttention">One attention module per stage for all tasks: an ablation, in which tasks differ in their heads only.</param>
    /// <param name="readsPrevious">Whether attention reads the attended map of the stage before; otherwise, an ablation, u alone.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <exception cref="ArgumentException">There is no task, or a stage has a single block.</exception>
    public Mtan(
        StagedBackbone backbone, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, int reduction = 1, bool sharesAttention = false,
        bool readsPrevious = true, ScalarType dtype = ScalarType.Float32)
        : base(nameof(Mtan))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reduction);
        if (backbone.Stages.Any(stage => stage.Blocks < 2))
            throw new ArgumentException(
                $"Mtan: the stages of the backbone have {string.Join(", ", backbone.Stages.Select(stage => stage.Blocks))} blocks; expected two or more each, for a map before the last.");

        this.backbone = backbone;
        var channels = backbone.Channels;
        heads = HeadsFor(outputs, channels, head, seed);
        first = readsPrevious ? 0 : channels.Count - heads.Max(each => each.Maps);

        using var generator = new Generator((ulong)SeedOf(seed, -1));
        refinement = new([.. channels.Zip(readsPrevious ? channels.Skip(1) : [], (from, to) => new ConvolutionBlock(from, to, generator, dtype))]);
        int Inputs(int stage) => stage > 0 && readsPrevious ? 2 * channels[stage] : channels[stage];
        attention = PerTask([.. outputs.Take(sharesAttention ? 1 : outputs.Count)], seed, own => new ModuleList<AttentionModule>(
            [.. Enumerable.Range(first, channels.Count - first).Select(stage =>
                new AttentionModule(Inputs(stage), Math.Max(1, channels[stage] / reduction), channels[stage], own, dtype))]));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => backbone.LastLayer;

    /// <summary>The masks of the latest call, for each task those of its stages, the finest first [T][stages]: [N, C, h, w], in (0, 1). They live as long as the tensors of the call.</summary>
    public IReadOnlyList<IReadOnlyList<Tensor>> Masks { get; private set; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. heads[task].parameters(), .. attention.Count == 1 && TaskCount > 1 ? [] : attention[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var taps = new (Tensor Before, Tensor After)[backbone.Stages.Count];
        var map = input;
        foreach (var (k, stage) in backbone.Stages.Index())
        {
            var before = stage.Enter(map);
            taps[k] = (before, map = stage.Leave(before));
        }

        var masks = new Tensor[attention.Count][];
        var attended = new Tensor[attention.Count][];
        for (int i = 0; i < attention.Count; i++)
            (masks[i], attended[i]) = Attend(attention[i], taps);
        Masks = [.. heads.Select((_, task) => masks[task % masks.Length])];
        return [.. heads.Select((head, task) => Enlarge(head.call(attended[task % attended.Length][^head.Maps..]), input))];
    }

    private (Tensor[] Masks, Tensor[] Attended) Attend(ModuleList<AttentionModule> modules, (Tensor Before, Tensor After)[] taps)
    {
        var masks = new Tensor[modules.Count];
        var attended = new Tensor[modules.Count];
        Tensor? previous = null;
        for (int k = 0; k < modules.Count; k++)
        {
            var (before, after) = taps[first + k];
            masks[k] = modules[k].call(previous is null ? before : cat([before, previous], 1));
            attended[k] = masks[k] * after;
            if (k < refinement.Count)
                previous = Pool(refinement[k].call(attended[k]), backbone.Stages[k + 1].Shrink);
        }

        return (masks, attended);
    }

    private static Tensor Pool(Tensor map, int shrink) => shrink == 1 ? map : nn.functional.max_pool2d(map, shrink, ceil_mode: true);
}
