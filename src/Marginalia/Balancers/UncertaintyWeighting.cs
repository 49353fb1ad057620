using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Weights a loss by the noise that the task is found to have: minimizes sum_i c_i exp(-s_i) L_i + s_i / 2 over the network and the log
/// variances s_i = log sigma_i^2, with c = 1/2 for regression and c = 1 for classification
/// (Kendall, Gal, Cipolla 2018, arXiv 1705.07115, equations 7 and 10).
/// </summary>
/// <remarks>
/// The log variances are a parameter [T] of this module that <em>your</em> optimizer trains together with the network, as in the paper:
/// pass it <c>model.parameters().Concat(balancer.parameters())</c>, without weight decay on s. <see cref="Balancer.Backward"/> adds to its
/// <c>.grad</c>. For losses that stand still the optimum is s_i = log(2 c_i L_i), where every weighted loss is 1/2.
/// </remarks>
public sealed class UncertaintyWeighting : LossWeighting
{
    private const string ParameterName = "log_variances";
    private readonly Likelihood[] likelihoods;

    /// <summary>All tasks are regressions; this is also the form that most code applies to every task.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="initialLogVariance">s_i at the start.</param>
    /// <param name="dtype">Type of the log variances, that of the network.</param>
    public UncertaintyWeighting(int tasks, double initialLogVariance = 0, ScalarType dtype = ScalarType.Float32)
        : this(new Likelihood[tasks], initialLogVariance, dtype)
    {
    }

    /// <summary>One noise model per task.</summary>
    /// <param name="likelihoods">Noise model of each task.</param>
    /// <param name="initialLogVariance">s_i at the start.</param>
    /// <param name="dtype">Type of the log variances, that of the network.</param>
    public UncertaintyWeighting(IReadOnlyList<Likelihood> likelihoods, double initialLogVariance = 0, ScalarType dtype = ScalarType.Float32)
        : base(nameof(UncertaintyWeighting), likelihoods.Count)
    {
        this.likelihoods = [.. likelihoods];
        register_parameter(ParameterName, new Parameter(full([TaskCount], initialLogVariance, dtype)));
    }

    /// <summary>s_i = log sigma_i^2, a parameter [T].</summary>
    public Parameter LogVariances => get_parameter(ParameterName);

    /// <summary>w_i = c_i exp(-s_i).</summary>
    public static double[] WeightsOf(double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        [.. logVariances.Zip(likelihoods, (s, likelihood) => (likelihood == Likelihood.Gaussian ? 0.5 : 1) * Math.Exp(-s))];

    /// <summary>sum_i w_i L_i + s_i / 2.</summary>
    public static double ObjectiveOf(double[] losses, double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        WeightsOf(logVariances, likelihoods).Zip(losses, (w, loss) => w * loss).Sum() + logVariances.Sum() / 2;

    /// <summary>The objective's slope in s_i: 1/2 - w_i L_i.</summary>
    public static double[] SlopesOf(double[] losses, double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        [.. WeightsOf(logVariances, likelihoods).Zip(losses, (w, loss) => 0.5 - w * loss)];

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        var s = ToArray(LogVariances);
        var slopes = tensor(SlopesOf(values, s, likelihoods), LogVariances.dtype, LogVariances.device);
        LogVariances.mul(slopes).sum().backward(); // adds the slopes to .grad
        return WeightsOf(s, likelihoods);
    }

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) =>
        base.Objective(values, weights) + ToArray(LogVariances).Sum() / 2;
}
