using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>Fixed weights: sum_i w_i L_i with w_i that you choose, for example on validation data.</summary>
/// <param name="weights">w_i, one per task.</param>
public sealed class ConstantWeighting(IReadOnlyList<double> weights) : LossWeighting(nameof(ConstantWeighting), weights.Count)
{
    private readonly double[] weights = [.. weights];

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => [.. weights];
}
