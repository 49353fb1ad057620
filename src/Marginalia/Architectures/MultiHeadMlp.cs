using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Hard parameter sharing in its plainest form: a trunk of affine layers with ReLU, then one affine head per task. The defaults are those of
/// the toy experiment of GradNorm (Chen et al. 2018, arXiv 1711.02257): 4 layers of 100.
/// </summary>
/// <remarks>
/// <c>call</c> takes [N, inputs] and returns, for task i, [N, outputs[i]]. Initial parameters are a pure function of the seed, in the law of
/// PyTorch's linear layer: uniform on +-1/sqrt(fan in).
/// </remarks>
public sealed class MultiHeadMlp : MultiTaskModule
{
    private readonly ModuleList<Linear> trunk;
    private readonly ModuleList<Linear> heads;
    private readonly SeededDropout drop;

    /// <summary>Builds the network.</summary>
    /// <param name="inputs">Length of the input.</param>
    /// <param name="outputs">Length of each task's prediction.</param>
    /// <param name="width">Units per trunk layer.</param>
    /// <param name="depth">Number of trunk layers, at least 1.</param>
    /// <param name="seed">Seed of the initial parameters: the same seed, the same network.</param>
    /// <param name="dtype">Type of the parameters.</param>
    /// <param name="dropout">Part of the units of each trunk layer that is dropped in training mode; masks follow from the seed too.</param>
    public MultiHeadMlp(
        int inputs, IReadOnlyList<int> outputs, int width = 100, int depth = 4, long seed = 0, ScalarType dtype = ScalarType.Float32, double dropout = 0)
        : base(nameof(MultiHeadMlp))
    {
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);

        using var generator = new Generator((ulong)seed);
        Linear Affine(int from, int to) => SeededLayers.Affine(from, to, generator, dtype);
        trunk = new([.. Enumerable.Range(0, depth).Select(layer => Affine(layer == 0 ? inputs : width, width))]);
        heads = new([.. outputs.Select(length => Affine(width, length))]);
        drop = new(dropout, seed);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int TaskCount => heads.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> SharedParameters => [.. trunk.parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> LastSharedLayer => [.. trunk[^1].parameters()];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> TaskParameters(int task) => [.. heads[task].parameters()];

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor input)
    {
        foreach (var layer in trunk)
            input = drop.call(nn.functional.relu(layer.call(input)));
        return [.. Branch(input).Zip(heads, (view, head) => head.call(view))];
    }
}
