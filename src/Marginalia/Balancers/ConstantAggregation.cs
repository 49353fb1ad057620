namespace Marginalia.Balancers;

/// <summary>Fixed weights: d = sum_i w_i g_i. Unlike weighted losses, heads keep their own gradient.</summary>
public sealed class ConstantAggregation : GramianAggregation
{
    private readonly double[] weights;

    /// <summary>The weights of every step.</summary>
    /// <param name="weights">w [T], finite.</param>
    /// <exception cref="ArgumentException">A weight is NaN or infinite.</exception>
    public ConstantAggregation(IReadOnlyList<double> weights)
        : base(nameof(ConstantAggregation), weights.Count)
    {
        if (!weights.All(double.IsFinite))
            throw new ArgumentException($"ConstantAggregation: weights [{string.Join(", ", weights)}] are not all finite.", nameof(weights));
        this.weights = [.. weights];
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses) => [.. weights];
}
