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
/// How s is trained matters more than one expects. By default this module moves it with its own Adam, as GradNorm moves its weights. With
/// <c>learningRate: null</c> your optimizer trains it together with the network, as the paper does: pass it
/// <c>model.parameters().Concat(balancer.parameters())</c>, without weight decay on s; <see cref="Balancer.Backward"/> then adds to its
/// <c>.grad</c>, and clipping the norm of all gradients clips this one too. For losses that stand still the optimum is s_i = log(2 c_i L_i),
/// where every weighted loss is 1/2.
/// </remarks>
public sealed class UncertaintyWeighting : LossWeighting
{
    private const string ParameterName = "log_variances";
    private readonly Likelihood[] likelihoods;
    private readonly VectorOptimizer? optimizer;

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
        : base(nameof(UncertaintyWeighting), likelihoods.Count)
    {
        this.likelihoods = [.. likelihoods];
        register_parameter(ParameterName, new Parameter(full([TaskCount], initialLogVariance, ScalarType.Float64)));
        if (learningRate is not double rate)
            return;
        ArgumentOutOfRangeException.ThrowIfNegative(rate, nameof(learningRate));
        optimizer = new VectorOptimizer(TaskCount, UpdateRule.Adam, rate);
        register_module("optimizer", optimizer);
    }

    /// <summary>s_i = log sigma_i^2, a parameter [T] in float64.</summary>
    public Parameter LogVariances => get_parameter(ParameterName)!;

    /// <summary>w_i = c_i exp(-s_i).</summary>
    public static double[] WeightsOf(double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        [.. logVariances.Zip(likelihoods, (s, likelihood) => Factor(likelihood) * Math.Exp(-s))];

    /// <summary>The objective's slope in s_i: 1/2 - w_i L_i.</summary>
    public static double[] SlopesOf(double[] losses, double[] logVariances, IReadOnlyList<Likelihood> likelihoods) =>
        [.. WeightsOf(logVariances, likelihoods).Zip(losses, (w, loss) => 0.5 - w * loss)];

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) =>
        WeightsOf(ToArray(LogVariances), likelihoods);

    /// <inheritdoc/>
    protected override void Finish(double[] values)
    {
        var s = ToArray(LogVariances);
        var slopes = SlopesOf(values, s, likelihoods);
        if (optimizer is null)
            Gradients.Add(LogVariances, tensor(slopes));
        else
            Assign(LogVariances, optimizer.Step(s, slopes));
    }

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) =>
        base.Objective(values, weights) + weights.Zip(likelihoods, (w, likelihood) => Math.Log(Factor(likelihood) / w)).Sum() / 2;

    private static double Factor(Likelihood likelihood) => likelihood == Likelihood.Gaussian ? 0.5 : 1;
}
