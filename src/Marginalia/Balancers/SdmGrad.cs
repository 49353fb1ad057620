using Marginalia.Balancers.Solvers;

namespace Marginalia.Balancers;

/// <summary>
/// Follows the weights of least norm while staying near the mean gradient, with double sampling
/// (Xiao, Ban, Ji 2023, "Direction-oriented multi-objective learning", SDMGrad, arXiv 2305.18409, algorithm 1).
/// </summary>
/// <remarks>
/// With g0 the mean of the rows, w descends the square of |J'w + lambda g0| over the simplex by a few steps with momentum, from where the last
/// training step left it:
/// <code>
/// v &lt;- momentum v + G (w + lambda / T),    w &lt;- project(w - rate v),    v = 0 at the start of each training step
/// d = (J3'w + lambda g0) / (1 + lambda),   that is sum_i (w_i + lambda / T) / (1 + lambda) g_i
/// </code>
/// G = J1 J2' is divided by the mean of |G_ii|, so that the rate fits gradients of any size; where that is 0, w stays. The three batches are
/// distinct: to read one three times brings back the bias that double sampling is there to avoid.
/// </remarks>
public sealed class SdmGrad : DoubleSamplingAggregation
{
    private const string WeightState = "w";
    private readonly double lambda, learningRate, momentum;
    private readonly int iterations;

    /// <summary>Starts at w_i = 1/T.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="lambda">Pull to the mean gradient; 0 is a stochastic MGDA.</param>
    /// <param name="learningRate">Rate of w.</param>
    /// <param name="momentum">Momentum of w, in [0, 1).</param>
    /// <param name="iterations">Steps of w per training step, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside of its range.</exception>
    public SdmGrad(int tasks, double lambda = 0.3, double learningRate = 5, double momentum = 0.5, int iterations = 20)
        : base(nameof(SdmGrad), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lambda);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(momentum, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        (this.lambda, this.learningRate, this.momentum, this.iterations) = (lambda, learningRate, momentum, iterations);
        AddState(WeightState, [.. Enumerable.Repeat(1.0 / tasks, tasks)]);
    }

    /// <summary>w [T] after the steps, from G = J1 J2' [T, T].</summary>
    public static double[] WeightsOf(double[,] gramian, double[] w, double lambda, double learningRate, double momentum, int iterations)
    {
        int tasks = w.Length;
        double scale = Enumerable.Range(0, tasks).Average(i => Math.Abs(gramian[i, i]));
        if (scale == 0)
            return [.. w];
        var velocity = new double[tasks];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            for (int i = 0; i < tasks; i++)
                velocity[i] = momentum * velocity[i] + w.Select((weight, j) => gramian[i, j] / scale * (weight + lambda / tasks)).Sum();
            w = SimplexProjection.Project([.. w.Zip(velocity, (weight, speed) => weight - learningRate * speed)]);
        }

        return w;
    }

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian)
    {
        var w = WeightsOf(gramian, GetState(WeightState), lambda, learningRate, momentum, iterations);
        SetState(WeightState, w);
        return [.. w.Select(weight => (weight + lambda / TaskCount) / (1 + lambda))];
    }
}
