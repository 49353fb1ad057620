using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Drops, entry by entry, the k lowest and the k highest gradients and averages the others
/// (Yin, Chen, Ramchandran, Bartlett 2018, arXiv 1803.01498, definition 2).
/// </summary>
/// <remarks>With 2k + 1 tasks it is the median of each entry, with k = 0 the mean.</remarks>
public sealed class TrimmedMean : JacobianAggregation
{
    private readonly int trim;

    /// <summary>Prepares a trimmed mean.</summary>
    /// <param name="tasks">Number of tasks T, at least 2 <paramref name="trim"/> + 1.</param>
    /// <param name="trim">k, how many are dropped at either end.</param>
    /// <exception cref="ArgumentException">No gradient would be left, or k is negative.</exception>
    public TrimmedMean(int tasks, int trim = 1)
        : base(nameof(TrimmedMean), tasks)
    {
        Check(tasks, trim);
        this.trim = trim;
    }

    /// <summary>The direction [P] of J [T, P].</summary>
    /// <exception cref="ArgumentException">No row would be left, or k is negative.</exception>
    public static Tensor DirectionOf(Tensor jacobian, int trim)
    {
        Check(jacobian.shape[0], trim);
        return Jacobians.ByColumns(jacobian, (columns, _) => columns.sort(dim: 0).Values.narrow(0, trim, columns.shape[0] - 2 * trim).mean([0L]));
    }

    /// <inheritdoc/>
    protected override Tensor Combine(Tensor jacobian, double[] losses) => DirectionOf(jacobian, trim);

    private static void Check(long tasks, int trim)
    {
        if (trim < 0 || tasks <= 2 * trim)
            throw new ArgumentException($"TrimmedMean: dropping {trim} at either end leaves none of {tasks} gradients; it needs 0 <= trim < tasks / 2.");
    }
}
