using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// The Nash bargaining solution: the direction that maximizes the product of the tasks' gains &lt;g_i, d&gt; over a ball,
/// d = sum_i w_i g_i with the unique w > 0 of (G w)_i = 1 / w_i (Navon et al. 2022, arXiv 2202.01017, claim 3.1).
/// </summary>
/// <remarks>
/// |d|^2 = w'Gw = T, and the direction does not change when a loss is multiplied by a number. The authors' code clips |d| to 1 at every step,
/// which T >= 2 always reaches: pass <c>maxNorm: 1</c> for that. <see cref="GramianAggregation.Every"/> is their <c>update_weights_every</c>. A
/// zero gradient has nothing to bargain about and gets weight 0.
/// </remarks>
public sealed class NashMtl : GramianAggregation
{
    private const double ClipEpsilon = 1e-6;
    private readonly double maxNorm;

    /// <summary>The bargaining solution.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="maxNorm">Largest |d|; 0 does not clip.</param>
    public NashMtl(int tasks, double maxNorm = 0)
        : base(nameof(NashMtl), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxNorm);
        this.maxNorm = maxNorm;
    }

    /// <summary>w [T] of G [T, T], times min(1, maxNorm / (|d| + 1e-6)) where maxNorm is not 0.</summary>
    /// <exception cref="SolverException">Gradients cancel (a Pareto stationary point), where no solution exists.</exception>
    public static double[] WeightsOf(double[,] gramian, double maxNorm = 0)
    {
        Gram.Require(gramian, nameof(NashMtl));
        var weights = Gram.OnNonZeroRows(gramian, rows => PowerEquation.Solve(rows, 1, nameof(NashMtl)));
        double factor = maxNorm > 0 ? Math.Min(1, maxNorm / (Gram.Length(gramian, weights) + ClipEpsilon)) : 1;
        return [.. weights.Select(weight => factor * weight)];
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, maxNorm);
}
