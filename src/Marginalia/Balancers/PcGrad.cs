using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Projecting conflicting gradients: each gradient, in a random order of the others, loses its component along every original gradient it
/// conflicts with, h -= &lt;h, g_j&gt; / |g_j|^2 g_j where &lt;h, g_j&gt; &lt; 0; the results are added up
/// (Yu et al. 2020, arXiv 2001.06782, algorithm 1).
/// </summary>
/// <remarks>
/// A task is never projected on its own gradient and nothing is added to |g_j|^2; public code that differs in either gives other directions
/// for three or more tasks, or at small scale. The sum, not the mean: with no conflict it is the plain sum of the gradients.
/// </remarks>
public sealed class PcGrad : GramianAggregation
{
    private readonly IReadOnlyList<int[]>? order;
    private readonly long seed;

    /// <summary>Orders are drawn for every task at every step.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="seed">With the number of the step, decides the orders.</param>
    public PcGrad(int tasks, long seed = 0)
        : base(nameof(PcGrad), tasks) => this.seed = seed;

    /// <summary>The same order at every step.</summary>
    /// <param name="order">For each task the tasks to be projected on, first one first.</param>
    /// <exception cref="ArgumentException">An entry is not a task number.</exception>
    public PcGrad(IReadOnlyList<int[]> order)
        : base(nameof(PcGrad), order.Count)
    {
        TaskOrder.Require(order, order.Count, nameof(PcGrad));
        this.order = order;
    }

    /// <summary>w [T] of G [T, T]: d = sum_j w_j g_j is the sum of the projected gradients.</summary>
    /// <param name="gramian">G = J J'.</param>
    /// <param name="order">For each task the tasks to be projected on; itself and zero gradients are skipped.</param>
    public static double[] WeightsOf(double[,] gramian, IReadOnlyList<int[]> order)
    {
        Gram.Require(gramian, nameof(PcGrad));
        int size = gramian.GetLength(0);
        TaskOrder.Require(order, size, nameof(PcGrad));
        var weights = new double[size];
        for (int task = 0; task < size; task++)
        {
            var projected = new double[size]; // h = sum_j projected_j g_j
            projected[task] = 1;
            foreach (int other in order[task])
            {
                double product = 0;
                for (int j = 0; j < size; j++)
                    product += gramian[other, j] * projected[j];
                if (other != task && product < 0 && gramian[other, other] > 0)
                    projected[other] -= product / gramian[other, other];
            }

            for (int j = 0; j < size; j++)
                weights[j] += projected[j];
        }

        return weights;
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) =>
        WeightsOf(gramian, order ?? TaskOrder.Draw(TaskCount, seed, Steps));
}
