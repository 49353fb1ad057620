namespace Marginalia.Balancers.Solvers;

/// <summary>The point of least norm in the convex hull of the rows of J, from G = J J'.</summary>
/// <remarks>
/// With x = t w, w on the simplex, |J'x|^2 + s (1'x - 1)^2 is least for the w of least norm, whatever s > 0: a problem of non-negative least
/// squares, which reaches vertices and faces exactly. s is the smallest squared norm, so that rows of any length keep their digits.
/// </remarks>
internal static class MinimumNorm
{
    /// <summary>Weights w >= 0, sum w = 1.</summary>
    /// <exception cref="SolverException">The optimality conditions are not met to rounding.</exception>
    public static double[] Weights(double[,] gramian, string method)
    {
        var norms = Gram.Norms(gramian);
        double smallest = norms.Min();
        if (smallest == 0)
        {
            var vertex = new double[norms.Length];
            vertex[Array.IndexOf(norms, 0)] = 1;
            return vertex;
        }

        var matrix = Gram.Divided(gramian, norms);
        double[] ratios = [.. norms.Select(norm => smallest / norm)];
        for (int i = 0; i < norms.Length; i++)
            for (int j = 0; j < norms.Length; j++)
                matrix[i, j] += ratios[i] * ratios[j];

        double[] x = [.. NonNegativeQuadratic.Minimize(matrix, ratios, method).Zip(ratios, (value, ratio) => value * ratio)];
        double sum = x.Sum();
        return [.. x.Select(value => value / sum)];
    }
}
