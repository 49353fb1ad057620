using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Projects the mean (or sum) of the gradients onto the dual cone {d : J d >= 0}: the nearest direction that makes no task worse
/// (Lopez-Paz and Ranzato 2017, arXiv 1706.08840, equation 11, with every task a constraint; DualProj in Quinton and Rey 2024, arXiv 2406.16232).
/// </summary>
/// <remarks>
/// With normEpsilon = regEpsilon = 0, the default, the projection is exact; public code sets both to 1e-4, see <see cref="UpGrad"/>.
/// </remarks>
public sealed class DualProjection : GramianAggregation
{
    private readonly TaskPreference preference;
    private readonly double normEpsilon, regEpsilon;

    /// <summary>The projection.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="preference">What is projected: the mean or the sum.</param>
    /// <param name="normEpsilon">|J|^2 below which G counts as zero.</param>
    /// <param name="regEpsilon">Added to the diagonal of G / |J|^2.</param>
    public DualProjection(int tasks, TaskPreference preference = TaskPreference.Mean, double normEpsilon = 0, double regEpsilon = 0)
        : base(nameof(DualProjection), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(normEpsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(regEpsilon);
        (this.preference, this.normEpsilon, this.regEpsilon) = (preference, normEpsilon, regEpsilon);
    }

    /// <summary>w [T] of G [T, T].</summary>
    /// <exception cref="SolverException">The optimality conditions are not met to rounding.</exception>
    public static double[] WeightsOf(double[,] gramian, TaskPreference preference = TaskPreference.Mean, double normEpsilon = 0, double regEpsilon = 0)
    {
        Gram.Require(gramian, nameof(DualProjection));
        int size = gramian.GetLength(0);
        var wanted = new double[size];
        Array.Fill(wanted, preference == TaskPreference.Sum ? 1 : 1.0 / size);
        return DualCone.Project(DualCone.Normalized(gramian, normEpsilon, regEpsilon), wanted, nameof(DualProjection));
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, preference, normEpsilon, regEpsilon);
}
