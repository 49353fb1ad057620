using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Minimizes the geometric mean M = (L_1 ... L_T)^(1/T) of the losses, so that w_i = M / (T L_i)
/// (Chennupati, Sistu, Yogamani, Rawashdeh 2019, arXiv 1904.08492, "geometric loss strategy").
/// </summary>
/// <remarks>
/// The direction is that of sum_i log L_i, its length shrinks with the losses. Computed from logarithms: the product of ten losses of 1e-5
/// does not fit a float32.
/// </remarks>
/// <param name="tasks">Number of tasks T.</param>
public sealed class GeometricLoss(int tasks) : LossWeighting(nameof(GeometricLoss), tasks)
{
    /// <summary>The geometric mean M.</summary>
    /// <exception cref="ArgumentException">A loss is 0 or negative.</exception>
    public static double ValueOf(double[] losses) => Math.Exp(Logarithms.Of(nameof(GeometricLoss), losses).Average());

    /// <summary>w_i = M / (T L_i).</summary>
    /// <exception cref="ArgumentException">A loss is 0 or negative.</exception>
    public static double[] WeightsOf(double[] losses)
    {
        var logs = Logarithms.Of(nameof(GeometricLoss), losses);
        double mean = logs.Average();
        return [.. logs.Select(log => Math.Exp(mean - log) / logs.Length)];
    }

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => WeightsOf(values);

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) => ValueOf(values);
}
