using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// Mixes the maps of T tasks linearly: x~_i = sum over j of alpha_ij x_j, with one alpha per channel, or one for all of them (Misra, Shrivastava, Gupta,
/// Hebert 2016, arXiv 1604.03539, equation 1).
/// </summary>
/// <remarks>At first alpha_ii is <c>own</c> and every alpha_ij (1 - own) / (T - 1), so that the size of the maps is kept; with one task alpha is 1.</remarks>
internal sealed class CrossStitchUnit : nn.Module<Tensor[], Tensor[]>, IMultiplies
{
    private readonly ParameterList alpha;

    public CrossStitchUnit(int tasks, int channels, double own, bool perChannel, ScalarType dtype)
        : base(nameof(CrossStitchUnit))
    {
        alpha = new([.. Enumerable.Range(0, tasks).Select(task => new Parameter(Row(task, tasks, perChannel ? channels : 1, own, dtype)))]);
        RegisterComponents();
    }

    /// <summary>The alpha that make the mixture of a task: [T, channels or 1].</summary>
    public Parameter Weights(int task) => alpha[task];

    public override Tensor[] forward(Tensor[] input) =>
        [.. alpha.Select(weights => ExpertGate.Sum(input, weights.reshape(input.Length, 1, -1, 1, 1).unbind()))];

    /// <summary>Every number of every map meets one alpha for each task.</summary>
    public long Macs(IReadOnlyList<long[]> inputs, IReadOnlyList<long[]> outputs) => outputs.Count * inputs.Sum(shape => shape.Aggregate((a, b) => a * b));

    private static Tensor Row(int task, int tasks, int channels, double own, ScalarType dtype)
    {
        var row = full([tasks, channels], tasks == 1 ? 1 : (1 - own) / (tasks - 1), dtype: dtype);
        if (tasks > 1)
            row[task].fill_(own);
        return row;
    }
}
