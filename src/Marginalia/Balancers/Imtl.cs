using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Impartial multi-task learning, both parts: losses are scaled to exp(s_i) L_i as in <see cref="ImtlL"/>, and the gradients of the scaled losses
/// are combined as in <see cref="ImtlG"/> (Liu et al. 2021, "Towards impartial multi-task learning", ICLR, algorithm 1).
/// </summary>
/// <remarks>
/// Contract: a head gets the gradient of its scaled loss, exp(s_i) times its own; <see cref="Balancer.Weights"/> are those of the raw gradients of
/// shared parameters, alpha_i exp(s_i). s is moved by its own Adam along exp(s_i) L_i - 1 after the weights were taken, so that for losses that
/// stand still every scaled loss ends at 1.
/// </remarks>
public sealed class Imtl : GramianAggregation
{
    private const string ScalesState = "scales";
    private readonly VectorOptimizer optimizer;

    /// <summary>Starts with one scale for all.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="learningRate">Rate of the scales' own Adam.</param>
    /// <param name="initialScale">s_i at the start.</param>
    public Imtl(int tasks, double learningRate = 0.025, double initialScale = 0)
        : base(nameof(Imtl), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        AddState(ScalesState, [.. Enumerable.Repeat(initialScale, tasks)]);
        optimizer = new VectorOptimizer(tasks, UpdateRule.Adam, learningRate);
        register_module("optimizer", optimizer);
    }

    /// <summary>s [T] of the next step.</summary>
    public double[] Scales => GetState(ScalesState);

    /// <summary>Weights of the raw gradients, alpha_i exp(s_i), from their Gramian G [T, T].</summary>
    /// <exception cref="SolverException">The weights sum to zero, so that they cannot be scaled to sum 1.</exception>
    public static double[] WeightsOf(double[,] gramian, IReadOnlyList<double> scales)
    {
        double[] divisors = [.. scales.Select(s => Math.Exp(-s))];
        return [.. ImtlG.WeightsOf(Gram.Divided(gramian, divisors)).Zip(divisors, (alpha, divisor) => alpha / divisor)];
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses)
    {
        var scales = Scales;
        var weights = WeightsOf(gramian, scales);
        SetState(ScalesState, optimizer.Step(scales, ImtlL.SlopesOf(losses, scales)));
        return weights;
    }

    /// <inheritdoc/>
    protected override double[] HeadWeights(double[] losses) => ImtlL.WeightsOf(Scales);
}
