using TorchSharp.Modules;

namespace Marginalia.Balancers;

/// <summary>
/// Weights a loss by the noise that the task is found to have: minimizes sum_i c_i exp(-s_i) L_i + s_i / 2 over the network and the log
/// variances s_i = log sigma_i^2, with c = 1/2 for regression and c = 1 for classification
/// (Kendall, Gal, Cipolla 2018, arXiv 1705.07115, equations 7 and 10).
/// </summary>
/// <remarks>
/// For losses that stand still the optimum is s_i = log(2 c_i L_i), where every weighted loss is 1/2.
/// <see cref="SigmaUncertaintyWeighting"/> learns sigma itself.
/// </remarks>
public sealed class UncertaintyWeighting : LearnedWeighting
{
    private readonly Likelihood[] likelihoods;

    /// <summary>All tasks are regressions; this is also the form that most code applies to every task.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="learningRate">Rate of the log variances' own Adam; null leaves them to your optimizer.</param>
    /// <param name="initialLogVariance">s_i at the start.</param>
    public UncertaintyWeighting(int tasks, double? learningRate = 0.025, double initialLogVariance = 0)
        : this(new Likelihood[tasks], learningRate, initialLogVariance)
    {
    }

    /// <summary>One noise model per task.</summary>
    /// <param name="likelihoods">Noise model of each task.</param>
    /// <param name="learningRate">Rate of the log variances' own Adam; null leaves them to your optimizer.</param>
    /// <param name="initialLogVariance">s_i at the start.</param>
    public UncertaintyWeighting(IReadOnlyList<Likelihood> likelihoods, double? learningRate = 0.025, double initialLogVariance = 0)
        : base(nameof(UncertaintyWeighting), likelihoods.Count, "log_variances", initialLogVariance, learningRate) =>
        this.likelihoods = [.. likelihoods];

    /// <summary>s_i = log sigma_i^2, a parameter [T] in float64.</summary>
    public Parameter LogVariances => Learned;

    /// <summary>w_i = c_i exp(-s_i).</summary>
    public static double[] WeightsOf(double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        [.. logVariances.Zip(likelihoods, (s, likelihood) => Factor(likelihood) * Math.Exp(-s))];

    /// <summary>The objective's slope in s_i: 1/2 - w_i L_i.</summary>
    public static double[] SlopesOf(double[] losses, double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        [.. WeightsOf(logVariances, likelihoods).Zip(losses, (w, loss) => 0.5 - w * loss)];

    /// <inheritdoc/>
    protected override double[] WeightsAt(double[] parameters) => WeightsOf(parameters, likelihoods);

    /// <inheritdoc/>
    protected override double[] SlopesAt(double[] losses, double[] parameters) => SlopesOf(losses, parameters, likelihoods);

    /// <inheritdoc/>
    protected override double RegularizerAt(double[] parameters) => parameters.Sum() / 2;

    /// <summary>c: 1/2 for regression, 1 for classification.</summary>
    internal static double Factor(Likelihood likelihood) => likelihood == Likelihood.Gaussian ? 0.5 : 1;
}
