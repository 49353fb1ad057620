namespace Marginalia.Balancers;

/// <summary>The mean of the gradients, d = (1/T) sum_i g_i: the point of comparison of every aggregation.</summary>
/// <param name="tasks">Number of tasks T.</param>
public sealed class MeanAggregation(int tasks) : GramianAggregation(nameof(MeanAggregation), tasks)
{
    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => [.. losses.Select(_ => 1.0 / losses.Length)];
}
