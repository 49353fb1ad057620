using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// DSelect-k: a mixture of experts as in <see cref="Mmoe"/>, where the gate of each task takes k of the experts at most, and learns which by gradient
/// descent alone (Hazimeh et al. 2021, arXiv 2106.03760).
/// </summary>
/// <remarks>
/// Gates look at the image averaged over 4 x 4 cells. <see cref="MultiTaskModule.Penalties"/> holds each gate's entropy, which makes it decide.
/// <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].
/// </remarks>
public sealed class DSelectK : MultiTaskModule
{
    private readonly ModuleList<Backbone> experts;
    private readonly ModuleList<SmoothStepGate> gates;
    private readonly ModuleList<Head> heads;

    /// <summary>Builds the network.</summary>
    /// <param name="expert">Makes each expert (0 .. count - 1), with the same channels; it becomes part of this module.</param>
    /// <param name="count">Number of experts, at least 2.</param>
    /// <param name="selected">Number of experts k that a task takes at most.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the initial parameters of gates and heads.</param>
    /// <param name="gamma">Width of the smooth step; a wider one decides later.</param>
    /// <param name="entropy">Weight of the gates' entropy in <see cref="MultiTaskModule.Penalties"/>.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="dtype">Type of the gates' parameters.</param>
    /// <exception cref="ArgumentException">There is no task, there are fewer than two experts, or k is not between 1 and their number.</exception>
    public DSelectK(
        Func<int, Backbone> expert, int count, int selected, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, double gamma = 1,
        double entropy = 1e-6, int channels = 3, ScalarType dtype = ScalarType.Float32)
        : base(nameof(DSelectK))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(selected, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(selected, count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        experts = new([.. Enumerable.Range(0, count).Select(expert)]);
        heads = HeadsFor(outputs, experts[0].Channels, head, seed);
        gates = PerTask(outputs, seed, generator => new SmoothStepGate(channels, count, selected, gamma, entropy, generator, dtype));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. experts.parameters()];

    /// <summary>The last layers of all experts.</summary>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. experts.SelectMany(expert => expert.LastLayer)];

    /// <summary>The gates' weights of the latest call, for each task [N, experts]. They live as long as the tensors of the call.</summary>
    public IReadOnlyList<Tensor> Gates { get; private set; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. gates[task].parameters(), .. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        Tensor[][] maps = [.. experts.Select(expert => expert.call(input))];
        var read = gates.Select(gate => gate.call(input)).ToArray();
        (Gates, Penalties) = ([.. read.Select(gate => gate.Weights)], [.. read.Select(gate => gate.Penalty)]);
        return [.. heads.Zip(Gates, (head, weights) => Enlarge(head.call(ExpertGate.Mix([.. maps.Select(each => each[^head.Maps..])], weights)), input))];
    }
}
