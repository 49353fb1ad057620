using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Gives more weight to tasks that are far from their best loss, and not to those that are only noisy: excess risk is estimated from gradients
/// (He et al. 2024, arXiv 2402.02009).
/// </summary>
/// <remarks>
/// With the gradients g_i of the shared parameters a step computes
/// <code>
/// S_i = S_i + g_i^2                              per parameter, as in AdaGrad
/// e_i = sum_p g_ip^2 / sqrt(S_ip + 1e-7)         how far a step by a diagonal Hessian would go down
/// w_i = w_i exp(eta e_i / e_i(0)), times T / sum w
/// </code>
/// The first step stores e(0) and has weights 1. It costs T backward passes through the trunk and keeps T numbers per shared parameter.
/// </remarks>
public sealed class ExcessMtl : LossWeighting
{
    private const string SquaresState = "squared_gradients", InitialState = "initial_excess", WeightsState = "weights";
    private const double Epsilon = 1e-7;
    private readonly double rate;

    /// <summary>Starts at w_i = 1.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="rate">eta, the step size of the weights.</param>
    public ExcessMtl(int tasks, double rate = 0.01)
        : base(nameof(ExcessMtl), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        this.rate = rate;
        AddState(WeightsState, [.. Enumerable.Repeat(1.0, tasks)]);
        AddState(InitialState, new double[tasks]);
        AddTracker(SquaresState);
    }

    /// <summary>e of the latest step [T]; empty before the first.</summary>
    public double[] Excess { get; private set; } = [];

    /// <summary>w_i exp(rate e_i / e_i(0)), scaled to sum T.</summary>
    public static double[] WeightsOf(double[] weights, double[] excess, double[] initialExcess, double rate) =>
        Softmax.Scaled([.. weights.Select((w, i) => Math.Log(w) + rate * excess[i] / initialExcess[i])], weights.Length);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The gradient of a task is 0 at the first step, or the state is that of another network.</exception>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => Look(losses, values, model).Weights;

    private protected override (double[] Weights, TaskGradients? Gradients) Look(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        var gradients = new TaskGradients(losses, model, GradientScope.SharedParameters, Steps);
        using var _ = no_grad();
        var squares = gradients.Jacobian().square();
        if (GetTracker(SquaresState) is { } earlier && earlier.shape[1] != squares.shape[1])
            throw new ArgumentException(
                $"ExcessMtl: the network has {squares.shape[1]} shared parameters, the state is of one with {earlier.shape[1]}; build a new balancer.");
        var sums = GetTracker(SquaresState) is { } past ? past.to(squares.device) + squares : squares;
        Excess = ToArray((sums + Epsilon).rsqrt_().mul_(squares).sum(dim: 1));
        if (Steps == 0)
        {
            int zero = Array.IndexOf(Excess, 0);
            if (zero >= 0)
                throw new ArgumentException($"ExcessMtl: the gradient of task {zero} is 0 at the first step, to which its later ones are compared; start from other parameters.");
            SetState(InitialState, Excess);
        }
        else
            SetState(WeightsState, WeightsOf(GetState(WeightsState), Excess, GetState(InitialState), rate));

        SetTracker(SquaresState, sums);
        return (GetState(WeightsState), gradients);
    }
}
