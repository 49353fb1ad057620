using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Conflict-averse gradient descent: within c |g_0| of the mean gradient g_0, the direction that improves the worst task most,
/// max min_i &lt;g_i, d&gt; over |d - g_0| &lt;= c |g_0| (Liu et al. 2021, arXiv 2110.14048, equation 3). d = g_0 + c |g_0| g_w / |g_w| with
/// g_w = sum_i w_i g_i and w the minimum of &lt;g_w, g_0&gt; + c |g_0| |g_w| over the simplex.
/// </summary>
/// <remarks>
/// c = 0 gives the mean and a large c the direction of <see cref="Mgda"/>. Not multiplied by T, as the authors' training code does. At a
/// Pareto stationary point, where g_w = 0 leaves d open, it is the best d that is nearest to g_0.
/// </remarks>
public sealed class CaGrad : GramianAggregation
{
    private const double Stationary = 1e-8;
    private readonly double c;
    private readonly CaGradRescaling rescaling;

    /// <summary>The direction of a given radius.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="c">Radius as a share of |g_0|, not negative. The paper: 0.4 to 0.5.</param>
    /// <param name="rescaling">What d is divided by.</param>
    public CaGrad(int tasks, double c = 0.5, CaGradRescaling rescaling = CaGradRescaling.OnePlusCSquared)
        : base(nameof(CaGrad), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        (this.c, this.rescaling) = (c, rescaling);
    }

    /// <summary>Weights [T] of d, from G [T, T].</summary>
    /// <exception cref="SolverException">The optimality conditions are not met to rounding.</exception>
    public static double[] WeightsOf(double[,] gramian, double c, CaGradRescaling rescaling)
    {
        Gram.Require(gramian, nameof(CaGrad));
        int size = gramian.GetLength(0);
        double divisor = rescaling switch
        {
            CaGradRescaling.None => 1,
            CaGradRescaling.OnePlusCSquared => 1 + c * c,
            _ => 1 + c,
        };
        var mean = new double[size];
        Array.Fill(mean, 1.0 / size);
        double radius = c * Gram.Length(gramian, mean);
        var added = radius > 0 ? Correction(gramian, mean, radius) : new double[size];
        return [.. mean.Zip(added, (average, extra) => (average + extra) / divisor)];
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, c, rescaling);

    /// <summary>Weights of d - g_0: radius / |g_w| times w.</summary>
    private static double[] Correction(double[,] gramian, double[] mean, double radius)
    {
        // With lambda = radius / |g_w|, w also minimizes |g_0 + lambda g_w|, and lambda |g_w(lambda)| grows with lambda.
        var shortest = MinimumNorm.Weights(gramian, nameof(CaGrad));
        var norms = Gram.Norms(gramian);
        double least = Gram.Length(gramian, shortest);
        double low = radius / norms.Max(), high = radius / least;
        if (least <= Stationary * Gram.Dot(shortest, norms))
        {
            var nearest = DualCone.Project(gramian, mean, nameof(CaGrad)).Zip(mean, (weight, average) => weight - average).ToArray();
            if (Gram.Length(gramian, nearest) <= radius)
                return nearest;
            high = nearest.Sum();
        }

        double[] w = [];
        double Excess(double lambda)
        {
            w = MinimumNorm.Weights(Shifted(gramian, mean, lambda), nameof(CaGrad));
            return lambda * Gram.Length(gramian, w) / radius - 1;
        }

        RootFinding.Increasing(Excess, low, high);
        double length = Gram.Length(gramian, w);
        return [.. w.Select(weight => radius * weight / length)];
    }

    /// <summary>The Gramian of g_0 + lambda g_i.</summary>
    private static double[,] Shifted(double[,] gramian, double[] mean, double lambda)
    {
        var products = Gram.Times(gramian, mean);
        double square = Gram.Dot(mean, products);
        var shifted = new double[mean.Length, mean.Length];
        for (int i = 0; i < mean.Length; i++)
            for (int j = 0; j < mean.Length; j++)
                shifted[i, j] = square + lambda * (products[i] + products[j]) + lambda * lambda * gramian[i, j];
        return shifted;
    }
}
