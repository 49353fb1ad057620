using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// The plain sum of the losses: w_i = 1. The baseline of every balancing paper, and hard to beat when its learning rate is tuned
/// (Kurin et al. 2022, arXiv 2201.04122).
/// </summary>
/// <remarks>It is the sum, not the mean: with T tasks the gradient is T times that of the mean.</remarks>
/// <param name="tasks">Number of tasks T.</param>
public sealed class EqualWeighting(int tasks) : LossWeighting(nameof(EqualWeighting), tasks)
{
    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        var weights = new double[TaskCount];
        Array.Fill(weights, 1.0);
        return weights;
    }
}
