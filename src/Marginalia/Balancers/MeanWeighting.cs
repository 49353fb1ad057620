using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The plain mean of the losses: w_i = 1 / T. It is <see cref="EqualWeighting"/> at a learning rate T times lower; only optimizers that are not
/// invariant to the scale of a gradient, and clipping, can tell them apart.
/// </summary>
/// <param name="tasks">Number of tasks T.</param>
public sealed class MeanWeighting(int tasks) : LossWeighting(nameof(MeanWeighting), tasks)
{
    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => [.. values.Select(_ => 1.0 / TaskCount)];
}
