using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Minimizes sum_i log L_i, so that w_i = 1 / L_i: multiplying a loss by a constant changes nothing
/// (the scale-invariant linear scalarization of Navon et al. 2022, arXiv 2202.01017).
/// </summary>
/// <remarks>A loss that comes close to 0 takes over; refused at 0 and below.</remarks>
/// <param name="tasks">Number of tasks T.</param>
public sealed class ScaleInvariantWeighting(int tasks) : LossWeighting(nameof(ScaleInvariantWeighting), tasks)
{
    /// <summary>w_i = 1 / L_i.</summary>
    /// <exception cref="ArgumentException">A loss is 0 or negative.</exception>
    public static double[] WeightsOf(double[] losses) => [.. Logarithms.Of(nameof(ScaleInvariantWeighting), losses).Select(log => Math.Exp(-log))];

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => WeightsOf(values);

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) => values.Sum(loss => Math.Log(loss));
}
