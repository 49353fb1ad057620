using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Impartial multi-task learning, gradient part: the direction d = sum_i w_i g_i, sum w = 1, whose projection on every unit gradient is the
/// same, &lt;d, g_i&gt; / |g_i| = const (Liu et al. 2021, "Towards impartial multi-task learning", ICLR, equation 6). Weights may be negative.
/// </summary>
/// <remarks>
/// w is proportional to pinv(J J') n with n_i = |g_i|, which is also defined where rows depend on each other and the matrix of the paper's
/// closed form has no inverse. A zero gradient gets weight 0.
/// </remarks>
/// <param name="tasks">Number of tasks T.</param>
public sealed class ImtlG(int tasks) : GramianAggregation(nameof(ImtlG), tasks)
{
    private const double Vanishing = 1e-9;

    /// <summary>w [T] of G [T, T].</summary>
    /// <exception cref="SolverException">The weights sum to zero, so that they cannot be scaled to sum 1.</exception>
    public static double[] WeightsOf(double[,] gramian)
    {
        Gram.Require(gramian, nameof(ImtlG));
        return Gram.OnNonZeroRows(gramian, Impartial);
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian);

    private static double[] Impartial(double[,] gramian)
    {
        var norms = Gram.Norms(gramian);
        var w = RowSpace.SolveLeastSquares(gramian, norms);
        double sum = w.Sum();
        if (Math.Abs(sum) <= Vanishing * Math.Max(w.Sum(Math.Abs), 1 / norms.Max()))
            throw new SolverException(nameof(ImtlG), gramian, "the weights of equal projections sum to zero, as for opposite gradients");
        return [.. w.Select(weight => weight / sum)];
    }
}
