using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Averages the m gradients that have the closest neighbours, so that up to f arbitrary ones do no harm; m = 1 is Krum, more Multi-Krum
/// (Blanchard, El Mhamdi, Guerraoui, Stainer 2017, arXiv 1703.02757, section 4).
/// </summary>
/// <remarks>
/// <code>
/// score_i = sum of the T - f - 2 smallest |g_i - g_j|^2 over j != i
/// d       = mean of the g_i with the m lowest scores
/// </code>
/// Distances are those of differences of rows: from G they would be lost in rounding where gradients are close. The paper's guarantee asks
/// for T > 2f + 2. Other code adds plain distances, which sometimes chooses other rows.
/// </remarks>
public sealed class Krum : JacobianAggregation
{
    private readonly int byzantine, selected;
    private readonly bool squared;

    /// <summary>Prepares Krum.</summary>
    /// <param name="tasks">Number of tasks T, at least <paramref name="byzantine"/> + 3.</param>
    /// <param name="byzantine">f, how many gradients may be arbitrary.</param>
    /// <param name="selected">m, how many are averaged.</param>
    /// <param name="squared">Whether scores add squared distances, as in the paper, or plain ones.</param>
    /// <exception cref="ArgumentException">There are too few tasks, or f is negative, or m is not from 1 to T.</exception>
    public Krum(int tasks, int byzantine = 1, int selected = 1, bool squared = true)
        : base(nameof(Krum), tasks)
    {
        Check(tasks, byzantine, selected);
        (this.byzantine, this.selected, this.squared) = (byzantine, selected, squared);
    }

    /// <summary>The weights [T], 1/m or 0, of the rows of J [T, P]. Of equal scores the first row's counts as lower.</summary>
    /// <exception cref="ArgumentException">As the constructor.</exception>
    public static double[] WeightsOf(Tensor jacobian, int byzantine, int selected, bool squared = true)
    {
        int tasks = (int)jacobian.shape[0];
        Check(tasks, byzantine, selected);
        using var scope = NewDisposeScope();
        var distances = Distances(jacobian);
        double Score(int i) => Enumerable.Range(0, tasks).Where(j => j != i)
            .Select(j => squared ? distances[i * tasks + j] * distances[i * tasks + j] : distances[i * tasks + j])
            .Order().Take(tasks - byzantine - 2).Sum();

        var weights = new double[tasks];
        foreach (int i in Enumerable.Range(0, tasks).OrderBy(Score).Take(selected))
            weights[i] = 1.0 / selected;
        return weights;
    }

    /// <inheritdoc/>
    protected override Tensor Combine(Tensor jacobian, double[] losses)
    {
        Weights = WeightsOf(jacobian, byzantine, selected, squared);
        return Gradients.Sum(jacobian.unbind(0), Weights)!;
    }

    // [T * T]; every pair once.
    private static double[] Distances(Tensor jacobian)
    {
        int tasks = (int)jacobian.shape[0];
        var squares = zeros(tasks, tasks, dtype: jacobian.dtype, device: jacobian.device);
        foreach (var block in Jacobians.Blocks(jacobian))
        {
            using var scope = NewDisposeScope();
            for (int i = 0; i + 1 < tasks; i++)
            {
                using var differences = block.narrow(0, i + 1, tasks - i - 1).sub(block[i]);
                squares[i].narrow(0, i + 1, tasks - i - 1).add_(differences.mul_(differences).sum(dim: 1));
            }
        }

        return ToArray(squares.add_(squares.t().clone()).sqrt_());
    }

    private static void Check(int tasks, int byzantine, int selected)
    {
        if (byzantine < 0 || tasks < byzantine + 3)
            throw new ArgumentException($"Krum: {tasks} gradients of which {byzantine} may be arbitrary; it needs tasks >= byzantine + 3.");
        if (selected < 1 || selected > tasks)
            throw new ArgumentException($"Krum: {selected} of {tasks} gradients are to be averaged; it needs 1 <= selected <= tasks.");
    }
}
