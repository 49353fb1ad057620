namespace Marginalia.Balancers.Solvers;

/// <summary>Projection of combinations of the rows of J onto the dual cone {d : J d >= 0}, where no task gets worse.</summary>
internal static class DualCone
{
    /// <summary>The weights v >= u of least v'Gv: J'v is the projection of J'u.</summary>
    /// <exception cref="SolverException">The optimality conditions are not met to rounding.</exception>
    public static double[] Project(double[,] gramian, double[] weights, string method)
    {
        int size = weights.Length;
        double[] conflict = new double[size], terms = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                conflict[i] -= gramian[i, j] * weights[j];
                terms[i] += Math.Abs(gramian[i, j] * weights[j]);
            }
        }

        return [.. NonNegativeQuadratic.Minimize(gramian, conflict, method, terms).Zip(weights, (added, weight) => weight + added)];
    }

    /// <summary>G / |J|^2 + regEpsilon I, with G taken as zero where |J|^2, its trace, is below normEpsilon.</summary>
    public static double[,] Normalized(double[,] gramian, double normEpsilon, double regEpsilon)
    {
        int size = gramian.GetLength(0);
        double square = Gram.Trace(gramian);
        var normalized = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size && square > 0 && square >= normEpsilon; j++)
                normalized[i, j] = gramian[i, j] / square;
            normalized[i, i] += regEpsilon;
        }

        return normalized;
    }
}
