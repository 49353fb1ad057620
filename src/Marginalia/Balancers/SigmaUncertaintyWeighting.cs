using TorchSharp.Modules;

namespace Marginalia.Balancers;

/// <summary>
/// <see cref="UncertaintyWeighting"/> as the paper prints it: minimizes sum_i c_i L_i / sigma_i^2 + log sigma_i over the network and sigma
/// itself, with c = 1/2 for regression and c = 1 for classification (Kendall, Gal, Cipolla 2018, arXiv 1705.07115, equations 7 and 10).
/// </summary>
/// <remarks>
/// The optimum is that of the log variances, the way there is not: the slope in sigma, 1 / sigma - 2 c L / sigma^3, is steep where sigma is
/// small, and a step can cross 0. Only |sigma| counts.
/// </remarks>
public sealed class SigmaUncertaintyWeighting : LearnedWeighting
{
    private readonly Likelihood[] likelihoods;

    /// <summary>All tasks are regressions.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="learningRate">Rate of sigma's own Adam; null leaves it to your optimizer.</param>
    /// <param name="initialSigma">sigma_i at the start.</param>
    public SigmaUncertaintyWeighting(int tasks, double? learningRate = 0.025, double initialSigma = 1)
        : this(new Likelihood[tasks], learningRate, initialSigma)
    {
    }

    /// <summary>One noise model per task.</summary>
    /// <param name="likelihoods">Noise model of each task.</param>
    /// <param name="learningRate">Rate of sigma's own Adam; null leaves it to your optimizer.</param>
    /// <param name="initialSigma">sigma_i at the start.</param>
    public SigmaUncertaintyWeighting(IReadOnlyList<Likelihood> likelihoods, double? learningRate = 0.025, double initialSigma = 1)
        : base(nameof(SigmaUncertaintyWeighting), likelihoods.Count, "sigmas", initialSigma, learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialSigma);
        this.likelihoods = [.. likelihoods];
    }

    /// <summary>sigma_i, a parameter [T] in float64.</summary>
    public Parameter Sigmas => Learned;

    /// <summary>w_i = c_i / sigma_i^2.</summary>
    /// <exception cref="ArithmeticException">A sigma is 0.</exception>
    public static double[] WeightsOf(double[] sigmas, IReadOnlyList<Likelihood> likelihoods)
    {
        CheckSigmas(nameof(SigmaUncertaintyWeighting), sigmas);
        return [.. sigmas.Zip(likelihoods, (sigma, likelihood) => UncertaintyWeighting.Factor(likelihood) / (sigma * sigma))];
    }

    /// <summary>The objective's slope in sigma_i: (1 - 2 w_i L_i) / sigma_i.</summary>
    public static double[] SlopesOf(double[] losses, double[] sigmas, IReadOnlyList<Likelihood> likelihoods) =>
        [.. WeightsOf(sigmas, likelihoods).Select((w, i) => (1 - 2 * w * losses[i]) / sigmas[i])];

    /// <inheritdoc/>
    protected override double[] WeightsAt(double[] parameters) => WeightsOf(parameters, likelihoods);

    /// <inheritdoc/>
    protected override double[] SlopesAt(double[] losses, double[] parameters) => SlopesOf(losses, parameters, likelihoods);

    /// <inheritdoc/>
    protected override double RegularizerAt(double[] parameters) => parameters.Sum(sigma => Math.Log(Math.Abs(sigma)));

    /// <summary>Refuses to divide by 0.</summary>
    internal static void CheckSigmas(string method, double[] sigmas)
    {
        int zero = Array.IndexOf(sigmas, 0);
        if (zero >= 0)
            throw new ArithmeticException($"{method}: sigma of task {zero} is 0, its weight infinite; lower the learning rate of sigma, or learn log variances.");
    }
}
