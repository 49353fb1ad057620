namespace Marginalia.Balancers.Solvers;

/// <summary>The unique w > 0 with (G w)_i = w_i^(-p), the minimum of w'Gw / 2 - sum_i psi(w_i) with psi' = w^(-p), which is strictly convex.</summary>
/// <remarks>
/// Newton's method on y_i = n_i w_i, the weights of unit rows, with a halving line search that keeps y positive. Where 0 is in the
/// convex hull of the rows there is no solution.
/// </remarks>
internal static class PowerEquation
{
    private const double Tolerance = 1e-10, Resolution = 1e-12;
    private const int MaxIterations = 300;

    /// <summary>The weights.</summary>
    /// <param name="gramian">G [T, T]; no row is zero.</param>
    /// <param name="power">p, positive.</param>
    /// <param name="method">Name for messages.</param>
    /// <exception cref="SolverException">The rows are (nearly) Pareto stationary, or the residual stays above 1e-10.</exception>
    public static double[] Solve(double[,] gramian, double power, string method)
    {
        int size = gramian.GetLength(0);
        double scale = Gram.Trace(gramian) / size;
        double[] norms = [.. Gram.Norms(gramian).Select(norm => norm / Math.Sqrt(scale))];
        var cosines = Gram.Divided(gramian, Gram.Norms(gramian));
        double[] k = [.. norms.Select(norm => Math.Pow(norm, power - 1))]; // (C y)_i = k_i y_i^(-p)
        double[] y = [.. k.Select(value => Math.Pow(value, 1 / (1 + power)))]; // the solution for orthogonal rows

        for (int iteration = 0; ; iteration++)
        {
            var products = Gram.Times(cosines, y);
            double[] pulls = [.. k.Zip(y, (factor, value) => factor * Math.Pow(value, -power))];
            if (products.Min() > Resolution * y.Sum() && products.Zip(pulls, (product, pull) => Math.Abs(product / pull - 1)).Max() < Tolerance / 100)
                break;
            if (iteration == MaxIterations || !Step(cosines, y, products, pulls, k, power))
                break;
        }

        var final = Gram.Times(cosines, y);
        double residual = final.Select((product, i) => Math.Abs(product * Math.Pow(y[i], power) / k[i] - 1)).Max();
        if (final.Min() <= Resolution * y.Sum() || !(residual < Tolerance))
            throw new SolverException(method, gramian,
                "G w = w^-p has no solution that float64 resolves: the gradients (nearly) cancel, so that no direction helps every task");
        double factor = Math.Pow(scale, -1 / (1 + power));
        return [.. y.Zip(norms, (value, norm) => factor * value / norm)];
    }

    /// <summary>A damped Newton step; false where the objective cannot be lowered any more.</summary>
    private static bool Step(double[,] cosines, double[] y, double[] products, double[] pulls, double[] k, double power)
    {
        int size = y.Length;
        var hessian = (double[,])cosines.Clone();
        for (int i = 0; i < size; i++)
            hessian[i, i] += power * pulls[i] / y[i];
        double[] descent = [.. pulls.Zip(products, (pull, product) => pull - product)];
        if (Cholesky.Solve(hessian, descent, [.. Enumerable.Range(0, size)], 0) is not { } step)
            return false;

        double length = 1;
        for (int i = 0; i < size; i++)
            if (step[i] < 0)
                length = Math.Min(length, 0.95 * y[i] / -step[i]);
        double slope = Gram.Dot(descent, step), size1 = Value(cosines, y, k, power);
        for (int halving = 0; halving < 40; halving++, length /= 2)
        {
            double[] moved = [.. y.Zip(step, (value, move) => value + length * move)];
            // Near the minimum rounding hides the descent of the objective: there a full step is right.
            if (slope < 1e-9 * Math.Abs(size1) || Value(cosines, moved, k, power) <= size1 - 0.1 * length * slope)
            {
                moved.CopyTo(y, 0);
                return true;
            }
        }

        return false;
    }

    private static double Value(double[,] cosines, double[] y, double[] k, double power) =>
        Gram.Dot(y, Gram.Times(cosines, y)) / 2
        - y.Select((value, i) => k[i] * (power == 1 ? Math.Log(value) : Math.Pow(value, 1 - power) / (1 - power))).Sum();
}
