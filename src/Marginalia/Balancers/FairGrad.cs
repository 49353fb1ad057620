using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// The alpha-fair direction: maximizes sum_i u_i^(1 - alpha) / (1 - alpha) of the gains u_i = &lt;g_i, d&gt; over a ball, d = sum_i w_i g_i with the
/// unique w > 0 of (G w)_i = w_i^(-1/alpha) (Ban and Ji 2024, arXiv 2402.15638, equation 6).
/// </summary>
/// <remarks>
/// alpha = 1 is <see cref="NashMtl"/>; towards 0 it leans to the sum of the gains, towards infinity to the least of them. Neither multiplied by T
/// nor clipped, as the authors' code does. A zero gradient gets weight 0.
/// </remarks>
public sealed class FairGrad : GramianAggregation
{
    private readonly double alpha;

    /// <summary>The direction of a given fairness.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="alpha">Fairness, positive. The authors' code: 1 to 2.</param>
    public FairGrad(int tasks, double alpha = 1)
        : base(nameof(FairGrad), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        this.alpha = alpha;
    }

    /// <summary>w [T] of G [T, T].</summary>
    /// <exception cref="SolverException">Gradients cancel (a Pareto stationary point), where no solution exists.</exception>
    public static double[] WeightsOf(double[,] gramian, double alpha)
    {
        Gram.Require(gramian, nameof(FairGrad));
        return Gram.OnNonZeroRows(gramian, rows => PowerEquation.Solve(rows, 1 / alpha, nameof(FairGrad)));
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, alpha);
}
