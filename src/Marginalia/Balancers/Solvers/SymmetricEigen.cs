namespace Marginalia.Balancers.Solvers;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations. For a Gramian of rows of very different length the
/// small eigenvalues keep their relative precision (Demmel, Veselic 1992, "Jacobi's method is more accurate than QR").
/// </summary>
internal sealed class SymmetricEigen
{
    private const double Epsilon = 1.1e-16;
    private const int MaxSweeps = 60;

    public SymmetricEigen(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[][] a = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => (matrix[i, j] + matrix[j, i]) / 2).ToArray())];
        double[][] v = [.. Enumerable.Range(0, size).Select(_ => new double[size])]; // eigenvectors in rows
        for (int i = 0; i < size; i++)
            v[i][i] = 1;

        int sweeps = 0;
        while (Sweep(a, v))
            if (++sweeps == MaxSweeps)
                throw new SolverException($"SymmetricEigen: a {size} x {size} matrix is not diagonal after {MaxSweeps} sweeps.");

        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => a[i][i])];
        Values = [.. order.Select(i => a[i][i])];
        Vectors = [.. order.Select(i => v[i])];
    }

    /// <summary>Eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>Unit eigenvectors, in the order of the values.</summary>
    public double[][] Vectors { get; }

    /// <summary>sum_k f(lambda_k) v_k v_k' b over the first <paramref name="rank"/> eigenvectors.</summary>
    public double[] Apply(Func<double, double> function, double[] vector, int rank)
    {
        var result = new double[vector.Length];
        for (int k = 0; k < rank; k++)
        {
            double factor = function(Values[k]) * Gram.Dot(Vectors[k], vector);
            for (int i = 0; i < result.Length; i++)
                result[i] += factor * Vectors[k][i];
        }

        return result;
    }

    /// <summary>Number of eigenvalues above a fraction of the largest.</summary>
    public int Rank(double fraction) => Values.Count(value => value > fraction * Values[0]);

    private static bool Sweep(double[][] a, double[][] v)
    {
        int size = a.Length;
        double largest = Enumerable.Range(0, size).Max(i => Math.Abs(a[i][i]));
        bool rotated = false;
        for (int p = 0; p < size; p++)
        {
            for (int q = p + 1; q < size; q++)
            {
                double off = Math.Abs(a[p][q]);
                if (off <= Epsilon * Math.Sqrt(Math.Abs(a[p][p] * a[q][q])) || off <= 1e-25 * largest)
                    continue;
                Rotate(a, v, p, q);
                rotated = true;
            }
        }

        return rotated;
    }

    private static void Rotate(double[][] a, double[][] v, int p, int q)
    {
        double first = a[p][p], second = a[q][q], off = a[p][q], slope = (second - first) / (2 * off);
        double t = double.IsInfinity(slope) ? 0 : Math.CopySign(1, slope) / (Math.Abs(slope) + Math.Sqrt(slope * slope + 1)); // tangent of the angle
        double cosine = 1 / Math.Sqrt(t * t + 1), sine = t * cosine;
        Turn(v[p], v[q], cosine, sine);
        Turn(a[p], a[q], cosine, sine);
        for (int k = 0; k < a.Length; k++)
            (a[k][p], a[k][q]) = (a[p][k], a[q][k]);
        (a[p][p], a[q][q], a[p][q], a[q][p]) = (first - t * off, second + t * off, 0, 0);
    }

    private static void Turn(double[] x, double[] y, double cosine, double sine)
    {
        for (int k = 0; k < x.Length && k < y.Length; k++)
            (x[k], y[k]) = (cosine * x[k] - sine * y[k], sine * x[k] + cosine * y[k]);
    }
}
