namespace Marginalia.Balancers.Solvers;

/// <summary>The pseudo-inverse of a Gramian, its rank found on unit rows so that a short row is not taken for a dependent one.</summary>
internal static class RowSpace
{
    /// <summary>
    /// Eigenvalues of unit rows below this fraction times T of the largest are rounding: of float32, in which gradients come, even where G is float64.
    /// </summary>
    private const double RankEpsilon = 1e-12;

    /// <summary>pinv(G) b. Rows must not be zero.</summary>
    public static double[] SolveLeastSquares(double[,] gramian, double[] right)
    {
        int size = right.Length;
        var norms = Gram.Norms(gramian);
        var cosines = new SymmetricEigen(Gram.Divided(gramian, norms));
        int rank = cosines.Rank(size * RankEpsilon);
        if (rank < size)
            return new SymmetricEigen(gramian).Apply(value => 1 / value, right, rank);
        double[] scaled = [.. right.Zip(norms, (value, norm) => value / norm)];
        return [.. cosines.Apply(value => 1 / value, scaled, rank).Zip(norms, (value, norm) => value / norm)];
    }
}
