using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Unconflicting projection: every p_i g_i is projected onto the dual cone {d : J d >= 0}, and the projections are added up, so that no
/// task gets worse and a longer gradient still counts for more (Quinton and Rey 2024, arXiv 2406.16232, definition 1).
/// </summary>
/// <remarks>
/// With normEpsilon = regEpsilon = 0, the default, projections are exact and scale-free: without conflict the result is the mean (or sum). Public
/// code sets both to 1e-4: it adds regEpsilon I to G / |J|^2 and, below |J|^2 = normEpsilon, silently returns the mean.
/// </remarks>
public sealed class UpGrad : GramianAggregation
{
    private readonly TaskPreference preference;
    private readonly double normEpsilon, regEpsilon;

    /// <summary>The sum of the projections.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="preference">p: 1 / T or 1.</param>
    /// <param name="normEpsilon">|J|^2 below which G counts as zero.</param>
    /// <param name="regEpsilon">Added to the diagonal of G / |J|^2.</param>
    public UpGrad(int tasks, TaskPreference preference = TaskPreference.Mean, double normEpsilon = 0, double regEpsilon = 0)
        : base(nameof(UpGrad), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(normEpsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(regEpsilon);
        (this.preference, this.normEpsilon, this.regEpsilon) = (preference, normEpsilon, regEpsilon);
    }

    /// <summary>w [T] of G [T, T].</summary>
    /// <exception cref="SolverException">The optimality conditions are not met to rounding.</exception>
    public static double[] WeightsOf(double[,] gramian, TaskPreference preference = TaskPreference.Mean, double normEpsilon = 0, double regEpsilon = 0)
    {
        Gram.Require(gramian, nameof(UpGrad));
        int size = gramian.GetLength(0);
        var normalized = DualCone.Normalized(gramian, normEpsilon, regEpsilon);
        var weights = new double[size];
        for (int task = 0; task < size; task++)
        {
            var own = new double[size];
            own[task] = preference == TaskPreference.Sum ? 1 : 1.0 / size;
            var projected = DualCone.Project(normalized, own, nameof(UpGrad));
            for (int i = 0; i < size; i++)
                weights[i] += projected[i];
        }

        return weights;
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, preference, normEpsilon, regEpsilon);
}
