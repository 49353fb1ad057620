using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// The multiple-gradient descent algorithm: the shortest convex combination of the gradients,
/// min |sum_i w_i g_i|^2 over w >= 0, sum w = 1, a direction that improves all tasks or 0 at a Pareto stationary point
/// (Desideri 2012; Sener and Koltun 2018, arXiv 1810.04650, equation 3).
/// </summary>
/// <remarks>
/// The solver is exact, vertices included; the Frank-Wolfe iterations of public code stop 1e-3 to 1e-1 away. With a normalization the
/// weights are found on the divided gradients and, as in the authors' code, applied to the raw ones. <see cref="GradientScope.Representation"/>
/// is the paper's upper bound, MGDA-UB.
/// </remarks>
public sealed class Mgda : GramianAggregation
{
    private readonly MgdaNormalization normalization;

    /// <summary>Weights from the shortest combination.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="normalization">What gradients are divided by first.</param>
    public Mgda(int tasks, MgdaNormalization normalization = MgdaNormalization.None)
        : base(nameof(Mgda), tasks) => this.normalization = normalization;

    /// <summary>w [T] of G [T, T] and, for the normalizations that divide by it, the losses [T].</summary>
    /// <exception cref="ArgumentException">A divisor is not positive: a loss, or the norm of a gradient.</exception>
    /// <exception cref="SolverException">The optimality conditions are not met to rounding.</exception>
    public static double[] WeightsOf(double[,] gramian, double[] losses, MgdaNormalization normalization)
    {
        Gram.Require(gramian, nameof(Mgda));
        if (normalization == MgdaNormalization.None)
            return MinimumNorm.Weights(gramian, nameof(Mgda));

        bool byLoss = normalization is MgdaNormalization.Loss or MgdaNormalization.LossAndL2;
        bool byNorm = normalization is MgdaNormalization.L2 or MgdaNormalization.LossAndL2;
        var norms = Gram.Norms(gramian);
        double[] divisors = [.. norms.Select((norm, task) => (byNorm ? norm : 1) * (byLoss ? losses[task] : 1))];
        for (int task = 0; task < divisors.Length; task++)
            if (!(divisors[task] > 0))
                throw new ArgumentException($"Mgda: the gradient of task {task} has norm {norms[task]}{(byLoss ? $" and its loss is {losses[task]}" : "")}, "
                    + $"by which {normalization} cannot divide; keep it above 0 or use {nameof(MgdaNormalization)}.{nameof(MgdaNormalization.None)}.");
        return MinimumNorm.Weights(Gram.Divided(gramian, divisors), nameof(Mgda));
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => WeightsOf(gramian, losses, normalization);
}
