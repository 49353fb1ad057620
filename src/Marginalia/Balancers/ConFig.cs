using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Conflict-free inverse gradients: the direction with the same cosine to every gradient, u = pinv(U) 1 / |pinv(U) 1| for the matrix U of unit
/// rows, with the length of all projections, d = (sum_i &lt;g_i, u&gt;) u (Liu, Chu, Thuerey 2024, arXiv 2408.11104, equations 2 and 3).
/// </summary>
/// <remarks>
/// A zero gradient takes no part. Where the unit gradients cancel, pinv(U) 1 is rounding noise and d is 0, as at every Pareto stationary point
/// of two tasks.
/// </remarks>
/// <param name="tasks">Number of tasks T.</param>
public sealed class ConFig(int tasks) : GramianAggregation(nameof(ConFig), tasks)
{
    private const double Vanishing = 1e-6;

    /// <summary>w [T] of G [T, T].</summary>
    public static double[] WeightsOf(double[,] gramian)
    {
        Gram.Require(gramian, nameof(ConFig));
        return Gram.OnNonZeroRows(gramian, ConflictFree);
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian);

    private static double[] ConflictFree(double[,] gramian)
    {
        var norms = Gram.Norms(gramian);
        var cosines = Gram.Divided(gramian, norms);
        var ones = new double[norms.Length];
        Array.Fill(ones, 1);
        var unit = RowSpace.SolveLeastSquares(cosines, ones); // weights of the unit rows: U' (U U')^+ 1
        double length = Gram.Length(cosines, unit);
        if (length < Vanishing)
            return new double[norms.Length];
        double projections = Gram.Dot(norms, Gram.Times(cosines, unit)) / length;
        return [.. unit.Zip(norms, (weight, norm) => projections * weight / length / norm)];
    }
}
