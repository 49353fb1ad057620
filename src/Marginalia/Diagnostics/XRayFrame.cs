using Marginalia.Balancers.Solvers;

namespace Marginalia.Diagnostics;

/// <summary>What an <see cref="XRay"/> saw at one step. Gradients are those of all shared parameters.</summary>
/// <param name="Step">Number of the step, from 0.</param>
/// <param name="Losses">Losses [T].</param>
/// <param name="Weights">The balancer's weights [T]; empty where it has none.</param>
/// <param name="Gramian">Inner products of the tasks' gradients g_i [T, T].</param>
/// <param name="Projections">Inner product of each g_i with the direction d that the balancer wrote [T].</param>
/// <param name="DirectionNorm">|d|.</param>
/// <param name="CosineToSum">Cosine between d and the plain sum of the gradients; NaN when either is 0.</param>
/// <param name="Stationarity">
/// Norm of the shortest convex combination of the unit vectors g_i / |g_i|, 0 to 1: 1 where all gradients have one direction, 0 where no direction
/// lowers all losses (a Pareto-stationary point). It does not depend on the losses' scales.
/// </param>
public sealed record XRayFrame(
    long Step, double[] Losses, double[] Weights, double[,] Gramian, double[] Projections, double DirectionNorm, double CosineToSum, double Stationarity)
{
    /// <summary>Norms |g_i| [T].</summary>
    public double[] Norms => Gram.Norms(Gramian);

    /// <summary>Largest norm over the smallest; infinite when a gradient is 0.</summary>
    public double NormRatio => Norms.Max() / Norms.Min();

    /// <summary>Whether the balancer changed the direction: the angle to the plain sum of the gradients exceeds half a degree.</summary>
    public bool Acted => CosineToSum < 1 - 4e-5;

    /// <summary>Cosine between the gradients of two tasks; NaN when either is 0.</summary>
    public double Cosine(int first, int second) => Gramian[first, second] / Math.Sqrt(Gramian[first, first]) / Math.Sqrt(Gramian[second, second]);

    /// <summary>Cosine between a task's gradient and the direction: below 0, the step works against the task. NaN when either is 0.</summary>
    public double Alignment(int task) => Projections[task] / Math.Sqrt(Gramian[task, task]) / DirectionNorm;
}
