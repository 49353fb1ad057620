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
public sealed class Mmoe : MultiTaskModule
{
    private readonly ModuleList<Backbone> experts;
    private readonly ModuleList<ExpertGate> gates;
    private readonly ModuleList<Head> heads;

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
        : base(nameof(Mmoe))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        experts = new([.. Enumerable.Range(0, count).Select(expert)]);
        heads = HeadsFor(outputs, experts[0].Channels, head, seed);
        gates = PerTask(outputs, seed, generator => new ExpertGate(channels, count, generator, dtype));
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
        Gates = [.. gates.Select(gate => gate.call(input))];
        return [.. heads.Zip(Gates, (head, weights) => Enlarge(head.call(ExpertGate.Mix([.. maps.Select(each => each[^head.Maps..])], weights)), input))];
    }
}
