namespace Marginalia.Balancers.Solvers;

/// <summary>
/// Minimizes x'Mx / 2 - h'x over x >= 0, M positive semidefinite, by an active set: the method of non-negative least squares in terms of the
/// normal equations (Lawson, Hanson 1974, "Solving least squares problems", chapter 23). The result has exact zeros.
/// </summary>
internal static class NonNegativeQuadratic
{
    private const double Noise = 1e-14, Accepted = 1e-8;

    /// <summary>The minimizer.</summary>
    /// <param name="matrix">M [T, T].</param>
    /// <param name="linear">h [T].</param>
    /// <param name="method">Name for messages.</param>
    /// <param name="terms">Size of the terms that each h_i is the sum of, from which its rounding follows; null where h is exact.</param>
    /// <exception cref="SolverException">A slope is left that is larger than rounding explains.</exception>
    public static double[] Minimize(double[,] matrix, double[] linear, string method, double[]? terms = null)
    {
        int size = linear.Length;
        var lengths = Gram.Norms(matrix);
        var m = Gram.Divided(matrix, lengths); // unit diagonal: rows of any length count alike
        double[] h = [.. linear.Zip(lengths, (value, length) => length == 0 ? 0 : value / length)];

        double[] known = [.. (terms ?? [.. linear.Select(Math.Abs)]).Zip(lengths, (value, length) => length == 0 ? 0 : value / length)];

        var x = new double[size];
        var free = new List<int>();
        var blocked = new HashSet<int>(); // depend on the free ones to within rounding
        for (int iteration = 0; ; iteration++)
        {
            var slopes = Slopes(m, h, known, x, out double[] sizes);
            int entering = -1;
            for (int i = 0; i < size; i++)
                if (slopes[i] > Noise * sizes[i] && !free.Contains(i) && !blocked.Contains(i) && (entering < 0 || slopes[i] > slopes[entering]))
                    entering = i;
            if (entering < 0)
                break;
            if (iteration > 30 * size + 100)
                throw new SolverException(method, matrix, "the active set does not settle");
            free.Add(entering);
            if (Descend(m, h, x, free, entering))
                blocked.Clear();
            else
                blocked.Add(entering);
        }

        var left = Slopes(m, h, known, x, out double[] scales);
        for (int i = 0; i < size; i++)
            if (left[i] > Accepted * scales[i] || (x[i] > 0 && left[i] < -Accepted * scales[i]))
                throw new SolverException(method, matrix, $"the optimality condition of task {i} is missed by {left[i] / scales[i]:0.0e+0}");
        return [.. x.Zip(lengths, (value, length) => length == 0 ? 0 : value / length)];
    }

    /// <summary>Moves x to the minimum over its free entries, giving up those that reach 0 on the way; false if that needs the entering one.</summary>
    private static bool Descend(double[,] m, double[] h, double[] x, List<int> free, int entering)
    {
        while (true)
        {
            var target = Cholesky.Solve(m, h, free, Noise);
            if (target is null || (x[entering] == 0 && target[free.IndexOf(entering)] <= 0))
            {
                free.Remove(entering);
                return false;
            }

            double share = 1;
            for (int k = 0; k < free.Count; k++)
                if (target[k] <= 0)
                    share = Math.Min(share, x[free[k]] / (x[free[k]] - target[k]));
            for (int k = 0; k < free.Count; k++)
            {
                double moved = x[free[k]] + share * (target[k] - x[free[k]]);
                bool stops = target[k] <= 0 && x[free[k]] / (x[free[k]] - target[k]) <= share;
                x[free[k]] = stops ? 0 : share == 1 ? target[k] : Math.Max(moved, 0);
            }

            free.RemoveAll(i => x[i] == 0);
            if (share == 1)
                return true;
            if (!free.Contains(entering))
                return true; // left again after others made room: the set changed
        }
    }

    /// <summary>h - Mx, and the size of the numbers that it is the difference of.</summary>
    private static double[] Slopes(double[,] m, double[] h, double[] known, double[] x, out double[] sizes)
    {
        var slopes = new double[h.Length];
        sizes = new double[h.Length];
        for (int i = 0; i < h.Length; i++)
        {
            (slopes[i], sizes[i]) = (h[i], known[i]);
            for (int j = 0; j < h.Length; j++)
            {
                slopes[i] -= m[i, j] * x[j];
                sizes[i] += Math.Abs(m[i, j]) * x[j];
            }
        }

        return slopes;
    }
}
