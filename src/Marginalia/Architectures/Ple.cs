using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Progressive layered extraction: <see cref="Cgc"/> level upon level. Between levels each task goes on with its mixture of the shared experts and its
/// own, and the shared experts with a mixture of all (Tang, Liu, Zhao, Gong 2020, RecSys, section 4.2).
/// </summary>
/// <remarks>
/// A level is a stage of the backbones; its experts are the stages of one number. Gates read their level's input averaged over 4 x 4 cells. Heads
/// read the task's mixtures of all levels. What a task's own experts find reaches the other tasks through the shared mixture, except on the last level:
/// only there are they the task's parameters. (LibMTL has no shared gate: its shared experts read each task's mixture in turn.)
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].
/// </remarks>
public sealed class Ple : MultiTaskModule
{
    private readonly ModuleList<StagedBackbone> shared;
    private readonly ModuleList<ModuleList<StagedBackbone>> own;
    private readonly ModuleList<ModuleList<ExpertGate>> gates;
    private readonly ModuleList<ExpertGate> sharedGates;
    private readonly ModuleList<Head> heads;
    private readonly int levels;

    /// <summary>Builds the network.</summary>
    /// <param name="expert">Makes each expert, with the same channels: first the shared ones, then those of task 0, and so on. It becomes part of this module.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="sharedExperts">Number of shared experts, at least 1.</param>
    /// <param name="ownExperts">Number of experts of each task, at least 1.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the initial parameters of gates and heads.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="dtype">Type of the gates' parameters.</param>
    /// <exception cref="ArgumentException">There is no task, or no shared expert, or no expert per task.</exception>
    public Ple(
        Func<int, StagedBackbone> expert, IReadOnlyList<int> outputs, int sharedExperts = 1, int ownExperts = 1, HeadFactory? head = null, long seed = 0,
        int channels = 3, ScalarType dtype = ScalarType.Float32)
        : base(nameof(Ple))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sharedExperts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ownExperts, 1);
        shared = new([.. Enumerable.Range(0, sharedExperts).Select(expert)]);
        own = new([.. outputs.Select((_, task) => new ModuleList<StagedBackbone>([.. Enumerable.Range(sharedExperts + task * ownExperts, ownExperts).Select(expert)]))]);
        heads = HeadsFor(outputs, shared[0].Channels, head, seed);

        int[] inputs = [channels, .. shared[0].Channels.SkipLast(1)];
        levels = inputs.Length;
        gates = PerTask(outputs, seed, generator =>
            new ModuleList<ExpertGate>([.. inputs.Select(width => new ExpertGate(width, sharedExperts + ownExperts, generator, dtype))]));
        using var generator = new Generator((ulong)SeedOf(seed, -1));
        sharedGates = new([.. inputs.SkipLast(1).Select(width => new ExpertGate(width, sharedExperts + outputs.Count * ownExperts, generator, dtype))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => AllButTaskParameters();

    /// <summary>The last layers of the shared experts.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. shared.SelectMany(expert => expert.LastLayer)];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
    [
        .. own[task].SelectMany(expert => expert.Stages[^1].parameters()),
        .. gates[task].TakeLast(2).SelectMany(gate => gate.parameters()), // the last but one feeds the last level's own experts, which feed nothing shared
        .. heads[task].parameters(),
    ];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        var common = input;
        var states = Enumerable.Repeat(input, TaskCount).ToArray();
        Tensor[][] mixtures = [.. heads.Select(_ => new Tensor[levels])];
        for (int level = 0; level < levels; level++)
        {
            Tensor[] Run(IEnumerable<StagedBackbone> experts, Tensor map) => [.. experts.Select(expert => expert.Stages[level].call(map))];
            var fromShared = Run(shared, common);
            Tensor[][] fromOwn = [.. own.Zip(states, Run)];
            for (int task = 0; task < TaskCount; task++)
                mixtures[task][level] = ExpertGate.Mix([.. fromShared, .. fromOwn[task]], gates[task][level].call(states[task]));
            if (level < sharedGates.Count)
                common = ExpertGate.Mix([.. fromShared, .. fromOwn.SelectMany(maps => maps)], sharedGates[level].call(common));
            states = [.. mixtures.Select(each => each[level])];
        }

        return [.. heads.Zip(mixtures, (head, maps) => Enlarge(head.call(maps[^head.Maps..]), input))];
    }
}
