using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Weights that you choose and that stay: a tuned sum_i w_i L_i, the baseline that adaptive methods have to beat
/// (Xin, Ghorbani, Garg, Firat, Gilmer 2022, arXiv 2209.11379).
/// </summary>
public sealed class StaticWeighting : LossWeighting
{
    private readonly double[] weights;

    /// <summary>These weights, as they are; they need not sum to anything.</summary>
    /// <param name="weights">w [T].</param>
    /// <exception cref="ArgumentException">A weight is NaN or infinite.</exception>
    public StaticWeighting(params double[] weights)
        : base(nameof(StaticWeighting), weights.Length)
    {
        if (!weights.All(double.IsFinite))
            throw new ArgumentException($"StaticWeighting: the weights are [{string.Join(", ", weights)}]; pass finite numbers, one per task.");
        this.weights = [.. weights];
    }

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => [.. weights];
}
