using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Multi-gate mixture of experts: encoders shared by all tasks, of whose maps each task takes a mixture, by a gate of its own that looks at the image
/// (Ma, Zhao, Yi, Chen, Hong, Chi 2018, "Modeling Task Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts", KDD).
/// </summary>
/// <remarks>
/// The paper's experts are affine layers on vectors; here an expert is a backbone, and the gate weighs all of its maps alike. A gate reads the image
/// averaged over 4 x 4 cells. <c>call</c> takes [N, channels, H, W] and returns, for task i, [N, outputs[i], H, W].
/// </remarks>
public sealed class Mmoe : MixtureOfExperts
{
    private readonly ModuleList<ExpertGate> gates;

    /// <summary>Builds the network.</summary>
    /// <param name="expert">Makes each expert (0 .. count - 1), with the same channels; it becomes part of this module.</param>
    /// <param name="count">Number of experts, at least 2.</param>
    /// <param name="outputs">Channels of each task's prediction.</param>
    /// <param name="head">Makes the heads; null makes <see cref="UNetHead"/>s.</param>
    /// <param name="seed">Seed of the initial parameters of gates and heads.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="dtype">Type of the gates' parameters.</param>
    /// <exception cref="ArgumentException">There is no task, or there are fewer than two experts.</exception>
    public Mmoe(
        Func<int, Backbone> expert, int count, IReadOnlyList<int> outputs, HeadFactory? head = null, long seed = 0, int channels = 3,
        ScalarType dtype = ScalarType.Float32)
        : base(nameof(Mmoe), expert, count, outputs, head, seed)
    {
        gates = PerTask(outputs, seed, generator => new ExpertGate(channels, count, generator, dtype));
        RegisterComponents();
    }

    private protected override nn.Module Gate(int task) => gates[task];

    private protected override Tensor[] Weigh(Tensor input) => [.. gates.Select(gate => gate.call(input))];
}
