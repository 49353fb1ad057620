namespace Marginalia.Balancers.Solvers;

/// <summary>The arithmetic of Gramians G = J J': norms and cosines of the rows g_i of J, and combinations of them.</summary>
internal static class Gram
{
    /// <summary>The Gramian of rows [T][P].</summary>
    public static double[,] Of(double[][] rows)
    {
        int size = rows.Length;
        var gramian = new double[size, size];
        for (int i = 0; i < size; i++)
            for (int j = 0; j <= i; j++)
                gramian[i, j] = gramian[j, i] = Dot(rows[i], rows[j]);
        return gramian;
    }

    /// <summary>Refuses what is no Gramian.</summary>
    /// <exception cref="ArgumentException">The matrix is empty or not square, or an entry is NaN or infinite.</exception>
    public static void Require(double[,] gramian, string method)
    {
        int size = gramian.GetLength(0);
        if (size == 0 || size != gramian.GetLength(1))
            throw new ArgumentException($"{method}: given a matrix of {size} x {gramian.GetLength(1)}; expected the Gramian J J', T x T.", nameof(gramian));
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                if (!double.IsFinite(gramian[i, j]))
                    throw new ArgumentException(
                        $"{method}: entry ({i}, {j}) of the Gramian is {gramian[i, j]}; the gradient of task {i} or {j} is not finite.", nameof(gramian));
    }

    /// <summary>|g_i|.</summary>
    public static double[] Norms(double[,] gramian) =>
        [.. Enumerable.Range(0, gramian.GetLength(0)).Select(i => Math.Sqrt(Math.Max(gramian[i, i], 0)))];

    /// <summary>The Gramian of the rows divided by numbers; a row with divisor 0 becomes zero.</summary>
    public static double[,] Divided(double[,] gramian, double[] divisors)
    {
        int size = divisors.Length;
        var divided = new double[size, size];
        for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                divided[i, j] = divisors[i] == 0 || divisors[j] == 0 ? 0 : gramian[i, j] / divisors[i] / divisors[j];
        return divided;
    }

    /// <summary>Vectors [T][T] of length 1 (or 0) with the cosines of this Gramian, from its eigenvectors.</summary>
    public static double[][] UnitRows(double[,] gramian)
    {
        var eigen = new SymmetricEigen(Divided(gramian, Norms(gramian)));
        return [.. Enumerable.Range(0, gramian.GetLength(0)).Select(i => eigen.Values.Select((value, k) => Math.Sqrt(Math.Max(value, 0)) * eigen.Vectors[k][i]).ToArray())];
    }

    /// <summary>G v: the products &lt;g_i, sum_j v_j g_j&gt;.</summary>
    public static double[] Times(double[,] matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (int i = 0; i < vector.Length; i++)
            for (int j = 0; j < vector.Length; j++)
                product[i] += matrix[i, j] * vector[j];
        return product;
    }

    /// <summary>|sum_i w_i g_i|, 0 where rounding makes its square negative.</summary>
    public static double Length(double[,] gramian, double[] weights) => Math.Sqrt(Math.Max(Dot(weights, Times(gramian, weights)), 0));

    public static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    public static double Trace(double[,] gramian) => Enumerable.Range(0, gramian.GetLength(0)).Sum(i => gramian[i, i]);

    /// <summary>Weights by a rule for non-zero rows; a zero row, which no weight can change, gets 0.</summary>
    public static double[] OnNonZeroRows(double[,] gramian, Func<double[,], double[]> rule)
    {
        int[] rows = [.. Enumerable.Range(0, gramian.GetLength(0)).Where(i => gramian[i, i] > 0)];
        var weights = new double[gramian.GetLength(0)];
        if (rows.Length == 0)
            return weights;

        var part = new double[rows.Length, rows.Length];
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows.Length; j++)
                part[i, j] = gramian[rows[i], rows[j]];
        var found = rule(part);
        for (int i = 0; i < rows.Length; i++)
            weights[rows[i]] = found[i];
        return weights;
    }
}
