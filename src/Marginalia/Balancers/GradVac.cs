using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Gradient vaccine: pulls the cosine of every pair of gradients up to its own moving average. Where cos(h, g_j) = c lies below the target t,
/// h += |h| (t sqrt(1 - c^2) - c sqrt(1 - t^2)) / (|g_j| sqrt(1 - t^2)) g_j, after which the cosine is t; the results are added up
/// (Wang et al. 2021, arXiv 2010.05874, equation 2).
/// </summary>
/// <remarks>
/// t_ij starts at 0, where the method is <see cref="PcGrad"/>, and follows t_ij &lt;- (1 - beta) t_ij + beta c_ij at every step and for every
/// pair, whether it was pulled or not, with the cosine from before the pull. A zero gradient has cosine 0 with all others. A target of 1 would
/// need a step without end: targets are kept 1e-9 below.
/// </remarks>
public sealed class GradVac : GramianAggregation
{
    private const string TargetsState = "targets";
    private const double Nearest = 1 - 1e-9, Reached = 1e-10, Cancelled = 1e-15;
    private readonly IReadOnlyList<int[]>? order;
    private readonly double beta;
    private readonly long seed;

    /// <summary>Starts with all targets at 0, or at given ones.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="beta">Share of the newest cosine in the moving average, from 0 to 1. The paper: 0.01; LibMTL: 0.5.</param>
    /// <param name="seed">With the number of the step, decides the order in which each task meets the others.</param>
    /// <param name="targets">Target cosines t [T, T] to start from.</param>
    /// <param name="order">The same order at every step: for each task the tasks it meets, first one first.</param>
    /// <exception cref="ArgumentException">beta is outside of [0, 1], targets are not T x T cosines, or an entry of the order is not a task number.</exception>
    public GradVac(int tasks, double beta = 0.01, long seed = 0, double[,]? targets = null, IReadOnlyList<int[]>? order = null)
        : base(nameof(GradVac), tasks)
    {
        if (!(beta >= 0 && beta <= 1))
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "A share from 0 to 1 is expected.");
        double[,] start = targets ?? new double[tasks, tasks];
        if (start.GetLength(0) != tasks || start.GetLength(1) != tasks || start.Cast<double>().Any(cosine => !(Math.Abs(cosine) <= 1)))
            throw new ArgumentException($"GradVac: expected {tasks} x {tasks} cosines as targets.", nameof(targets));
        if (order is not null)
            TaskOrder.Require(order, tasks, nameof(GradVac));
        (this.beta, this.seed, this.order) = (beta, seed, order);
        AddState(TargetsState, [.. start.Cast<double>()]);
    }

    /// <summary>The target cosines t [T, T] of the next step.</summary>
    public double[,] Targets
    {
        get
        {
            var targets = new double[TaskCount, TaskCount];
            Buffer.BlockCopy(GetState(TargetsState), 0, targets, 0, targets.Length * sizeof(double));
            return targets;
        }
    }

    /// <summary>w [T] of G [T, T], and the targets of the next step.</summary>
    /// <param name="gramian">G = J J'.</param>
    /// <param name="order">For each task the tasks it meets; itself is skipped.</param>
    /// <param name="targets">Target cosines t [T, T].</param>
    /// <param name="beta">Share of the newest cosine in the moving average.</param>
    public static (double[] Weights, double[,] Targets) WeightsOf(double[,] gramian, IReadOnlyList<int[]> order, double[,] targets, double beta)
    {
        Gram.Require(gramian, nameof(GradVac));
        return WeightsOf(Gram.Norms(gramian), Gram.UnitRows(gramian), order, targets, beta);
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses)
    {
        Gram.Require(gramian, nameof(GradVac));
        return Advance(Gram.Norms(gramian), Gram.UnitRows(gramian));
    }

    // More tasks than parameters cancel most; their rows know h to all digits, where G knows |h|^2 to half of them.
    private protected override double[] WeightsOf(TaskGradients gradients, double[,] gramian, double[] losses)
    {
        if (gradients.Columns > TaskCount)
            return WeightsOf(gramian, losses);
        var norms = Gram.Norms(gramian);
        double[][] rows = [.. ToArray(gradients.Jacobian()).Chunk((int)gradients.Columns)];
        return Advance(norms, [.. rows.Zip(norms, (row, norm) => row.Select(entry => norm > 0 ? entry / norm : 0).ToArray())]);
    }

    private double[] Advance(double[] norms, double[][] units)
    {
        var (weights, targets) = WeightsOf(norms, units, order ?? TaskOrder.Draw(TaskCount, seed, Steps), Targets, beta);
        SetState(TargetsState, [.. targets.Cast<double>()]);
        return weights;
    }

    private static (double[] Weights, double[,] Targets) WeightsOf(
        double[] norms, double[][] units, IReadOnlyList<int[]> order, double[,] targets, double beta)
    {
        TaskOrder.Require(order, norms.Length, nameof(GradVac));
        var next = (double[,])targets.Clone();
        var weights = new double[norms.Length];
        for (int task = 0; task < norms.Length; task++)
        {
            var h = units[task].Select(entry => norms[task] * entry).ToArray(); // = sum_j pulled_j g_j / |g_j|
            var pulled = new double[norms.Length];
            pulled[task] = norms[task];
            foreach (int other in order[task])
            {
                if (other == task)
                    continue;
                double length = Math.Sqrt(Gram.Dot(h, h));
                if (length <= Cancelled * pulled.Sum(Math.Abs))
                    length = 0; // a sum that cancels to rounding
                double cosine = length == 0 ? 0 : Math.Clamp(Gram.Dot(h, units[other]) / length, -1, 1);
                next[task, other] = (1 - beta) * next[task, other] + beta * cosine;
                double target = Math.Min(targets[task, other], Nearest);
                if (length == 0 || norms[other] == 0 || cosine >= target - Reached)
                    continue;
                double pull = length * (target * Math.Sqrt((1 - cosine) * (1 + cosine)) / Math.Sqrt((1 - target) * (1 + target)) - cosine);
                pulled[other] += pull;
                for (int k = 0; k < h.Length; k++)
                    h[k] += pull * units[other][k];
            }

            for (int j = 0; j < norms.Length; j++)
                weights[j] += norms[j] > 0 ? pulled[j] / norms[j] : 0;
        }

        return (weights, next);
    }
}
