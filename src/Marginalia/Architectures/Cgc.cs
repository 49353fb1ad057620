using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Customized gate control: experts that all tasks share and experts of one task; each task takes a mixture of the shared ones and its own, by a gate
/// that looks at the image (Tang, Liu, Zhao, Gong 2020, "Progressive Layered Extraction", RecSys, section 4.1).
/// </summary>
/// <remarks>
/// An expert is a backbone, and the gate weighs all of its maps alike. A gate reads the image averaged over 4 x 4 cells.
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].
/// </remarks>
public sealed class Cgc : MultiTaskModule
{
    private readonly ModuleList<Backbone> shared;
    private readonly ModuleList<ModuleList<Backbone>> own;
    private readonly ModuleList<ExpertGate> gates;
    private readonly ModuleList<Head> heads;

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
    public Cgc(
        Func<int, Backbone> expert, IReadOnlyList<int> outputs, int sharedExperts = 1, int ownExperts = 1, HeadFactory? head = null, long seed = 0,
        int channels = 3, ScalarType dtype = ScalarType.Float32)
        : base(nameof(Cgc))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sharedExperts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ownExperts, 1);
        shared = new([.. Enumerable.Range(0, sharedExperts).Select(expert)]);
        own = new([.. outputs.Select((_, task) => new ModuleList<Backbone>([.. Enumerable.Range(sharedExperts + task * ownExperts, ownExperts).Select(expert)]))]);
        heads = HeadsFor(outputs, shared[0].Channels, head, seed);
        gates = PerTask(outputs, seed, generator => new ExpertGate(channels, sharedExperts + ownExperts, generator, dtype));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. shared.parameters()];

    /// <summary>The last layers of the shared experts.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. shared.SelectMany(expert => expert.LastLayer)];

    /// <summary>The gates' weights of the latest call, for each task [N, shared and own experts]. They live as long as the tensors of the call.</summary>
    public IReadOnlyList<Tensor> Gates { get; private set; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) =>
        [.. own[task].parameters(), .. gates[task].parameters(), .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        Tensor[][] common = [.. shared.Select(expert => expert.call(input))];
        Gates = [.. gates.Select(gate => gate.call(input))];
        return
        [
            .. heads.Select((head, task) =>
            {
                var maps = common.Concat(own[task].Select(expert => expert.call(input))).Select(each => each[^head.Maps..]);
                return Enlarge(head.call(ExpertGate.Mix([.. maps], Gates[task])), input);
            }),
        ];
    }
}
