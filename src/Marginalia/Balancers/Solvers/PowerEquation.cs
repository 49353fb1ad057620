namespace Marginalia.Balancers.Solvers;

/// <summary>The unique w > 0 with (G w)_i = w_i^(-p), the minimum of w'Gw / 2 - sum_i psi(w_i) with psi' = w^(-p), which is strictly convex.</summary>
/// <remarks>
/// Newton's method on y_i = n_i w_i, the weights of unit rows, where (C y)_i = k_i y_i^(-p) with the cosines C and k_i = n_i^(p - 1); a halving
/// line search keeps y positive. Where 0 is in the convex hull of the rows there is no solution.
/// </remarks>
internal sealed class PowerEquation
{
    private const double Rounding = 4.4e-16, Accepted = 1e-5;
    private const int MaxIterations = 500;
    private readonly double[,] cosines;
    private readonly double[] k;
    private readonly double power;

    private PowerEquation(double[,] cosines, double[] k, double power) => (this.cosines, this.k, this.power) = (cosines, k, power);

    /// <summary>The weights.</summary>
    /// <param name="gramian">G [T, T]; no row is zero.</param>
    /// <param name="power">p, positive.</param>
    /// <param name="method">Name for messages.</param>
    /// <exception cref="SolverException">The gradients (nearly) cancel, so that rounding decides the weights: their error may be above 1e-5.</exception>
    public static double[] Solve(double[,] gramian, double power, string method)
    {
        double scale = Gram.Trace(gramian) / gramian.GetLength(0);
        double[] lengths = Gram.Norms(gramian), norms = [.. lengths.Select(length => length / Math.Sqrt(scale))];
        var equation = new PowerEquation(Gram.Divided(gramian, lengths), [.. norms.Select(norm => Math.Pow(norm, power - 1))], power);

        double[] y = [.. equation.k.Select(value => Math.Pow(value, 1 / (1 + power)))]; // the solution for orthogonal rows
        for (int iteration = 0; iteration < MaxIterations && !equation.IsMet(y) && equation.Step(y); iteration++)
        {
        }

        double error = equation.ErrorBound(y);
        if (!(error <= Accepted))
            throw new SolverException(method, gramian, "the gradients cancel, close to a Pareto stationary point where no direction helps every task; "
                + $"rounding leaves an error of {error:0.0e+0} in the weights");
        double factor = Math.Pow(scale, -1 / (1 + power)); // w for G times c is w times c^(-1 / (1 + p))
        return [.. y.Zip(norms, (value, norm) => factor * value / norm)];
    }

    /// <summary>Whether both sides agree to 1e-13 of one and the rounding of the sum on the other.</summary>
    private bool IsMet(double[] y)
    {
        var (residuals, noise) = Residuals(y);
        return residuals.Zip(noise, (residual, rounding) => Math.Abs(residual) <= rounding).All(met => met);
    }

    /// <summary>The right minus the left side, and what of it is rounding.</summary>
    private (double[] Residuals, double[] Noise) Residuals(double[] y)
    {
        double[] residuals = new double[y.Length], noise = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            residuals[i] = Pull(y, i);
            noise[i] = 1e-13 * residuals[i];
            for (int j = 0; j < y.Length; j++)
            {
                residuals[i] -= cosines[i, j] * y[j];
                noise[i] += Rounding * Math.Abs(cosines[i, j]) * y[j];
            }
        }

        return (residuals, noise);
    }

    /// <summary>Bound of the relative error of y by what is left of the equation and the rounding of G, through the inverse Hessian.</summary>
    private double ErrorBound(double[] y)
    {
        var (residuals, noise) = Residuals(y);
        var hessian = Hessian(y);
        var bounds = new double[y.Length];
        for (int j = 0; j < y.Length; j++)
        {
            var unit = new double[y.Length];
            unit[j] = Math.Abs(residuals[j]) + noise[j];
            if (Cholesky.Solve(hessian, unit, All(y), 0) is not { } column)
                return double.PositiveInfinity;
            for (int i = 0; i < y.Length; i++)
                bounds[i] += Math.Abs(column[i]) / y[i];
        }

        return bounds.Max();
    }

    /// <summary>A damped Newton step; false where the objective cannot be lowered any more.</summary>
    private bool Step(double[] y)
    {
        var (descent, _) = Residuals(y);
        if (Cholesky.Solve(Hessian(y), descent, All(y), 0) is not { } step)
            return false;

        double length = 1;
        for (int i = 0; i < y.Length; i++)
            if (step[i] < 0)
                length = Math.Min(length, 0.95 * y[i] / -step[i]);
        var (value, size) = Objective(y);
        double slope = Gram.Dot(descent, step);
        for (; length > 1e-12; length /= 2)
        {
            double[] moved = [.. y.Zip(step, (from, by) => from + length * by)];
            if (slope < 1e-9 * size || Objective(moved).Value <= value - 0.1 * length * slope) // near the minimum rounding hides the descent
            {
                moved.CopyTo(y, 0);
                return true;
            }
        }

        return false;
    }

    private double Pull(double[] y, int i) => k[i] * Math.Pow(y[i], -power);

    private double[,] Hessian(double[] y)
    {
        var hessian = (double[,])cosines.Clone();
        for (int i = 0; i < y.Length; i++)
            hessian[i, i] += power * Pull(y, i) / y[i];
        return hessian;
    }

    private static int[] All(double[] y) => [.. Enumerable.Range(0, y.Length)];

    /// <summary>y'Cy / 2 - sum_i k_i psi(y_i), and the sum of the sizes of its terms.</summary>
    private (double Value, double Size) Objective(double[] y)
    {
        double quadratic = Gram.Dot(y, Gram.Times(cosines, y)) / 2;
        double[] terms = [.. y.Select((value, i) => k[i] * (power == 1 ? Math.Log(value) : Math.Pow(value, 1 - power) / (1 - power)))];
        return (quadratic - terms.Sum(), quadratic + terms.Sum(Math.Abs));
    }
}
