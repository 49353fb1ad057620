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
public sealed class DSelectK : MixtureOfExperts
{
    private readonly ModuleList<SmoothStepGate> gates;

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
        : base(nameof(DSelectK), expert, count, outputs, head, seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(selected, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(selected, count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        gates = PerTask(outputs, seed, generator => new SmoothStepGate(channels, count, selected, gamma, entropy, generator, dtype));
        RegisterComponents();
    }

    private protected override nn.Module Gate(int task) => gates[task];

    private protected override Tensor[] Weigh(Tensor input)
    {
        var read = gates.Select(gate => gate.call(input)).ToArray();
        Penalties = [.. read.Select(gate => gate.Penalty)];
        return [.. read.Select(gate => gate.Weights)];
    }
}
