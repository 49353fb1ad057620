using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Learns weights for which every task pulls at the shared layers with a gradient of a norm that fits its pace
/// (Chen, Badrinarayanan, Lee, Rabinovich 2018, arXiv 1711.02257, algorithm 1).
/// </summary>
/// <remarks>
/// With W the weight of the last shared layer and n_i = |dL_i/dW|, a step computes
/// <code>
/// G_i    = w_i n_i                          norm of the weighted gradient
/// r_i    = (L_i / L_i(0)) / mean_j(...)     relative inverse training rate: above 1 means slower than average
/// t_i    = mean_j(G_j) r_i^alpha            target, a constant
/// L_grad = sum_i |G_i - t_i|                minimized over w only
/// dL_grad/dw_i = sign(G_i - t_i) n_i        G_i is linear in w_i, so that no second derivative is needed
/// </code>
/// The network's gradient of the step uses the weights from before their update; afterwards weights are scaled to sum T.
/// LibMTL has another form: <see cref="WeightSpace.Softmax"/>, all shared parameters as <see cref="Scope"/>, and the mean of the first epoch as
/// L_i(0) (<see cref="InitialSteps"/>).
/// </remarks>
public sealed class GradNorm : LossWeighting
{
    private const string ParametersState = "weight_parameters";
    private readonly double alpha;
    private readonly WeightSpace space;
    private readonly VectorOptimizer optimizer;
    private readonly StartingLosses starting;
    private readonly bool warmStart;
    private readonly int? initialSteps;

    /// <summary>Starts at w_i = 1.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="alpha">Strength of the pull on slow tasks; 0 makes all norms equal. The paper: 1.5 on NYUv2, 0.12 on its toy problem.</param>
    /// <param name="learningRate">Rate of the weights' own update.</param>
    /// <param name="rule">Rule of the weights' own update.</param>
    /// <param name="space">What the update moves; null is <see cref="WeightSpace.Log"/>. The paper writes <see cref="WeightSpace.Linear"/>.</param>
    /// <param name="initialLosses">L_i(0) [T], for example log(C) for C classes; null takes the losses of the first step.</param>
    /// <param name="warmStart">Start at w_i proportional to 1 / n_i of the first step, so that no task dominates while weights find their way.</param>
    /// <exception cref="ArgumentException">alpha or the rate is negative, or initialLosses are not T positive numbers.</exception>
    public GradNorm(
        int tasks,
        double alpha = 1.5,
        double learningRate = 0.025,
        UpdateRule rule = UpdateRule.Adam,
        WeightSpace? space = null,
        double[]? initialLosses = null,
        bool warmStart = false)
        : base(nameof(GradNorm), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        (this.alpha, this.space, this.warmStart) = (alpha, space ?? WeightSpace.Log, warmStart);
        AddState(ParametersState, this.space.ToParameters([.. Enumerable.Repeat(1.0, tasks)]));
        starting = new StartingLosses(nameof(GradNorm), tasks, initialLosses);
        register_module("starting", starting);
        optimizer = new VectorOptimizer(tasks, rule, learningRate);
        register_module("optimizer", optimizer);
    }

    /// <summary>Where the gradients are taken whose norms are n_i: at the weight of the last shared layer, or at all that the scope names.</summary>
    public GradientScope Scope { get; init; } = GradientScope.LastSharedLayer;

    /// <summary>
    /// L_i(0) is the mean loss of so many first steps, for example an epoch, in which weights stay 1; null takes the losses of the first step.
    /// </summary>
    /// <exception cref="ArgumentException">Not positive, or L(0) was given.</exception>
    public int? InitialSteps
    {
        get => initialSteps;
        init
        {
            if (value is <= 0 || (value is not null && starting.AreKnown))
                throw new ArgumentException($"GradNorm: L(0) as the mean of {value} steps; pass a positive number, and no initialLosses beside it.");
            initialSteps = value;
        }
    }

    /// <summary>L_i(0) [T]; zeros until known.</summary>
    public double[] InitialLosses => starting.Values;

    /// <summary>The weights of the step to come [T]; they sum to T.</summary>
    public double[] NextWeights => space.ToWeights(GetState(ParametersState));

    /// <summary>G_i of the latest step [T]; empty before the first.</summary>
    public double[] GradientNorms { get; private set; } = [];

    /// <summary>Target of G_i at the latest step [T]; empty before the first.</summary>
    public double[] Targets { get; private set; } = [];

    /// <summary>r_i of the latest step [T]; empty before the first.</summary>
    public double[] InverseRates { get; private set; } = [];

    /// <summary>r_i = (L_i / L_i(0)) / mean_j(L_j / L_j(0)).</summary>
    public static double[] InverseRatesOf(double[] losses, double[] initialLosses)
    {
        var ratios = losses.Zip(initialLosses, (loss, initial) => loss / initial).ToArray();
        double mean = ratios.Average();
        return [.. ratios.Select(ratio => ratio / mean)];
    }

    /// <summary>mean_j(G_j) r_i^alpha.</summary>
    public static double[] TargetsOf(double[] gradientNorms, double[] inverseRates, double alpha)
    {
        double mean = gradientNorms.Average();
        return [.. inverseRates.Select(rate => mean * Math.Pow(rate, alpha))];
    }

    /// <summary>sum_i |G_i - target_i|.</summary>
    public static double BalanceLossOf(double[] gradientNorms, double[] targets) =>
        gradientNorms.Zip(targets, (norm, target) => Math.Abs(norm - target)).Sum();

    /// <summary>The slope of the balance loss in w_i with the target held constant: sign(G_i - target_i) n_i.</summary>
    public static double[] SlopesOf(double[] gradientNorms, double[] targets, double[] unweightedNorms) =>
        [.. unweightedNorms.Select((norm, i) => Math.Sign(gradientNorms[i] - targets[i]) * norm)];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A loss does not depend on the last shared layer, or L_i(0) is 0.</exception>
    /// <exception cref="ArithmeticException">A loss is negative, or a gradient is not finite.</exception>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => Look(losses, values, model).Weights;

    private protected override (double[] Weights, TaskGradients? Gradients) Look(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        if (starting.At(values, Steps, initialSteps) is not { } initial)
            return ([.. values.Select(_ => 1.0)], null);
        var gradients = new TaskGradients(losses, model, Scope, Steps);
        var norms = Scope == GradientScope.LastSharedLayer ? gradients.NormsAt(model.LastSharedLayer[0]) : gradients.Norms();
        if (warmStart && Steps == (initialSteps ?? 0))
            SetState(ParametersState, WarmStart(norms));

        var parameters = GetState(ParametersState);
        var weights = space.ToWeights(parameters);
        GradientNorms = [.. weights.Zip(norms, (weight, norm) => weight * norm)];
        InverseRates = InverseRatesOf(values, initial);
        Targets = TargetsOf(GradientNorms, InverseRates, alpha);
        if (!Targets.All(double.IsFinite))
            throw new ArithmeticException(
                $"GradNorm: no target at step {Steps}; the losses are [{string.Join(", ", values)}], which must be positive, "
                + $"and the norms of their gradients [{string.Join(", ", norms)}], which must be finite.");

        var slopes = space.Slopes(weights, SlopesOf(GradientNorms, Targets, norms));
        SetState(ParametersState, space.Normalize(optimizer.Step(parameters, slopes)));
        return (weights, gradients);
    }

    private double[] WarmStart(double[] norms)
    {
        if (norms.Any(norm => norm == 0))
            throw new ArgumentException(
                $"GradNorm: a warm start needs every task to have a gradient at the first step; the norms are {string.Join(", ", norms)}.");
        return space.ToParameters(WeightSpace.Linear(double.Epsilon).Normalize([.. norms.Select(norm => 1 / norm)]));
    }
}
