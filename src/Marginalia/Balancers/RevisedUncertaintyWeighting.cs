using TorchSharp.Modules;

namespace Marginalia.Balancers;

/// <summary>
/// Uncertainty weighting whose regularizer cannot become negative: minimizes sum_i L_i / (2 sigma_i^2) + log(1 + sigma_i^2) over the network
/// and sigma (Liebel and Koerner 2018, arXiv 1805.06334).
/// </summary>
/// <remarks>
/// For losses that stand still the optimum is where 2 sigma_i^4 = L_i (1 + sigma_i^2). Only |sigma| counts.
/// </remarks>
public sealed class RevisedUncertaintyWeighting : LearnedWeighting
{
    /// <summary>Starts at equal sigmas.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="learningRate">Rate of sigma's own Adam; null leaves it to your optimizer.</param>
    /// <param name="initialSigma">sigma_i at the start, positive.</param>
    public RevisedUncertaintyWeighting(int tasks, double? learningRate = 0.025, double initialSigma = 1)
        : base(nameof(RevisedUncertaintyWeighting), tasks, "sigmas", initialSigma, learningRate) =>
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialSigma);

    /// <summary>sigma_i, a parameter [T] in float64.</summary>
    public Parameter Sigmas => Learned;

    /// <summary>w_i = 1 / (2 sigma_i^2).</summary>
    /// <exception cref="ArithmeticException">A sigma is 0.</exception>
    public static double[] WeightsOf(double[] sigmas)
    {
        SigmaUncertaintyWeighting.CheckSigmas(nameof(RevisedUncertaintyWeighting), sigmas);
        return [.. sigmas.Select(sigma => 0.5 / (sigma * sigma))];
    }

    /// <summary>The objective's slope in sigma_i: 2 sigma_i / (1 + sigma_i^2) - L_i / sigma_i^3.</summary>
    public static double[] SlopesOf(double[] losses, double[] sigmas) =>
        [.. sigmas.Zip(losses, (sigma, loss) => 2 * sigma / (1 + sigma * sigma) - loss / (sigma * sigma * sigma))];

    /// <inheritdoc/>
    protected override double[] WeightsAt(double[] parameters) => WeightsOf(parameters);

    /// <inheritdoc/>
    protected override double[] SlopesAt(double[] losses, double[] parameters) => SlopesOf(losses, parameters);

    /// <inheritdoc/>
    protected override double RegularizerAt(double[] parameters) => parameters.Sum(sigma => Math.Log(1 + sigma * sigma));
}
