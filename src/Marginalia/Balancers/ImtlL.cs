using TorchSharp.Modules;

namespace Marginalia.Balancers;

/// <summary>
/// Learns scales at which all losses are alike: minimizes sum_i exp(s_i) L_i - s_i over the network and s
/// (Liu et al. 2021, "Towards impartial multi-task learning", ICLR, the loss balance).
/// </summary>
/// <remarks>
/// For losses that stand still the optimum is s_i = -log L_i, where every scaled loss is 1: it is uncertainty weighting with another sign and
/// another factor. <see cref="Imtl"/> adds the gradient balance.
/// </remarks>
/// <param name="tasks">Number of tasks T.</param>
/// <param name="learningRate">Rate of the scales' own Adam; null leaves them to your optimizer.</param>
/// <param name="initialScale">s_i at the start.</param>
public sealed class ImtlL(int tasks, double? learningRate = 0.025, double initialScale = 0)
    : LearnedWeighting(nameof(ImtlL), tasks, "scales", initialScale, learningRate)
{
    /// <summary>s_i, a parameter [T] in float64.</summary>
    public Parameter Scales => Learned;

    /// <summary>w_i = exp(s_i).</summary>
    public static double[] WeightsOf(double[] scales) => [.. scales.Select(Math.Exp)];

    /// <summary>The objective's slope in s_i: exp(s_i) L_i - 1.</summary>
    public static double[] SlopesOf(double[] losses, double[] scales) => [.. scales.Zip(losses, (s, loss) => Math.Exp(s) * loss - 1)];

    /// <inheritdoc/>
    protected override double[] WeightsAt(double[] parameters) => WeightsOf(parameters);

    /// <inheritdoc/>
    protected override double[] SlopesAt(double[] losses, double[] parameters) => SlopesOf(losses, parameters);

    /// <inheritdoc/>
    protected override double RegularizerAt(double[] parameters) => -parameters.Sum();
}
