namespace Marginalia.Balancers.Solvers;

/// <summary>Solves A x = b for a small positive definite A.</summary>
internal static class Cholesky
{
    /// <summary>
    /// x over the chosen indices: A[s, s] x = b[s]; null where a pivot falls below <paramref name="smallest"/> times its diagonal entry, so
    /// that a row depends on the rows before it.
    /// </summary>
    public static double[]? Solve(double[,] matrix, double[] right, IReadOnlyList<int> indices, double smallest)
    {
        int size = indices.Count;
        var l = new double[size, size];
        var x = new double[size];
        for (int i = 0; i < size; i++)
        {
            double value = right[indices[i]];
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[indices[i], indices[j]];
                for (int k = 0; k < j; k++)
                    sum -= l[i, k] * l[j, k];
                if (j < i)
                    l[i, j] = sum / l[j, j];
                else if (sum > smallest * matrix[indices[i], indices[i]])
                    l[i, i] = Math.Sqrt(sum);
                else
                    return null;
            }

            for (int k = 0; k < i; k++)
                value -= l[i, k] * x[k];
            x[i] = value / l[i, i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < size; k++)
                x[i] -= l[k, i] * x[k];
            x[i] /= l[i, i];
        }

        return x;
    }
}
