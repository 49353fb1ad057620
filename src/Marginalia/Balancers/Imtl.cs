using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Impartial multi-task learning, both parts: losses are scaled to e^(s_i) L_i with s minimizing sum_i e^(s_i) L_i - s_i (IMTL-L), and
/// the gradients of the scaled losses are combined by <see cref="ImtlG"/> (Liu et al. 2021, "Towards impartial multi-task learning", ICLR, algorithm 1).
/// </summary>
/// <remarks>
/// Contract: a head gets the gradient of its scaled loss, e^(s_i) times its own; <see cref="Balancer.Weights"/> are those of the raw gradients
/// of shared parameters, alpha_i e^(s_i). s starts at 0 and is moved by its own Adam along e^(s_i) L_i - 1, after the weights were taken; for losses that
/// stand still it ends at s_i = -log L_i, where every scaled loss is 1.
/// </remarks>
public sealed class Imtl : GramianAggregation
{
    private const string ScalesState = "log_scales";
    private readonly VectorOptimizer optimizer;

    /// <summary>Starts at scales of 1.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="learningRate">Rate of the log scales' own Adam.</param>
    /// <param name="initialLogScales">s [T] at the start; null is zeros.</param>
    /// <exception cref="ArgumentException">The rate is negative, or initialLogScales are not T numbers.</exception>
    public Imtl(int tasks, double learningRate = 0.025, IReadOnlyList<double>? initialLogScales = null)
        : base(nameof(Imtl), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        double[] start = [.. initialLogScales ?? new double[tasks]];
        if (start.Length != tasks || !start.All(double.IsFinite))
            throw new ArgumentException($"Imtl: expected {tasks} finite log scales.", nameof(initialLogScales));
        AddState(ScalesState, start);
        optimizer = new VectorOptimizer(tasks, UpdateRule.Adam, learningRate);
        register_module("optimizer", optimizer);
    }

    /// <summary>s [T] of the next step.</summary>
    public double[] LogScales => GetState(ScalesState);

    /// <summary>Weights of the raw gradients, alpha_i e^(s_i), from their Gramian G [T, T].</summary>
    /// <exception cref="SolverException">The weights sum to zero, so that they cannot be scaled to sum 1.</exception>
    public static double[] WeightsOf(double[,] gramian, IReadOnlyList<double> logScales)
    {
        double[] divisors = [.. logScales.Select(s => Math.Exp(-s))];
        return [.. ImtlG.WeightsOf(Gram.Divided(gramian, divisors)).Zip(divisors, (alpha, divisor) => alpha / divisor)];
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses)
    {
        var s = LogScales;
        var weights = WeightsOf(gramian, s);
        SetState(ScalesState, optimizer.Step(s, [.. s.Zip(losses, (scale, loss) => Math.Exp(scale) * loss - 1)]));
        return weights;
    }

    /// <inheritdoc/>
    protected override double[] HeadWeights(double[] losses) => [.. LogScales.Select(Math.Exp)];
}
