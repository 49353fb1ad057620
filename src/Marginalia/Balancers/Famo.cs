using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Lets all losses fall at the same relative pace without a gradient per task: weights follow from how much each log loss fell in the last
/// step (Liu, Feng, Stone, Liu 2023, arXiv 2306.03792, "fast adaptive multitask optimization", algorithm 1).
/// </summary>
/// <remarks>
/// With logits x, lower bounds b and D_i = L_i - b_i + 1e-8, a step computes
/// <code>
/// z = softmax(x)
/// w_i = c z_i / D_i, c = 1 / sum_j(z_j / D_j)    the gradient of c sum_i z_i log D_i, c a constant; the weights sum to 1
/// delta_i = log D_i before - log D_i after       once the optimizer has stepped: the same batch again, without gradients
/// slope in x = (diag z - z z') delta + gamma x   the task that fell most loses weight
/// </code>
/// <see cref="Balancer.Step"/> does both halves. Who calls <see cref="Balancer.Backward"/> calls <see cref="Adjust"/> after the optimizer.
/// The bounds must lie below what a loss can reach, at its scale: a bound for all tasks makes the method depend on scales.
/// </remarks>
public sealed class Famo : LossWeighting
{
    private const string LogitsState = "logits", BeforeState = "log_losses_before", PendingState = "pending";
    private const double Epsilon = 1e-8;
    private readonly double gamma;
    private readonly double[] bounds;
    private readonly VectorOptimizer optimizer;

    /// <summary>Starts at equal logits.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="learningRate">Rate of the logits' own update.</param>
    /// <param name="gamma">Decay of the logits, added to their slope.</param>
    /// <param name="lowerBounds">b [T]; null is zeros.</param>
    /// <param name="rule">Rule of the logits' own update: Adam as in the code, a plain step as in the paper.</param>
    /// <exception cref="ArgumentException">The rate or gamma is negative, or the bounds are not T finite numbers.</exception>
    public Famo(int tasks, double learningRate = 0.025, double gamma = 0.001, double[]? lowerBounds = null, UpdateRule rule = UpdateRule.Adam)
        : base(nameof(Famo), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);
        bounds = [.. lowerBounds ?? new double[tasks]];
        if (bounds.Length != tasks || !bounds.All(double.IsFinite))
            throw new ArgumentException($"Famo: lower bounds [{string.Join(", ", bounds)}]; pass {tasks} finite numbers, each below what its loss can reach.", nameof(lowerBounds));
        this.gamma = gamma;
        AddState(LogitsState, new double[tasks]);
        AddState(BeforeState, new double[tasks]);
        AddState(PendingState, 0);
        optimizer = new VectorOptimizer(tasks, rule, learningRate);
        register_module("optimizer", optimizer);
    }

    /// <summary>x [T].</summary>
    public double[] Logits => GetState(LogitsState);

    /// <summary>z of the step to come [T]; it sums to 1.</summary>
    public double[] Probabilities => Softmax.Scaled(Logits, 1);

    /// <summary>w_i = (z_i / D_i) / sum_j(z_j / D_j), from the logarithms of D.</summary>
    public static double[] WeightsOf(double[] logits, double[] logDistances) =>
        Softmax.Scaled([.. logits.Zip(logDistances, (x, log) => x - log)], 1);

    /// <summary>The slope in the logits, without decay: z_i (delta_i - sum_j z_j delta_j).</summary>
    /// <param name="logits">x [T].</param>
    /// <param name="falls">delta [T].</param>
    public static double[] SlopesOf(double[] logits, double[] falls)
    {
        var z = Softmax.Scaled(logits, 1);
        double mean = z.Zip(falls, (p, fall) => p * fall).Sum();
        return [.. z.Zip(falls, (p, fall) => p * (fall - mean))];
    }

    /// <summary>Moves the logits by what the step did to the losses: call it after the optimizer, once after each <see cref="Balancer.Backward"/>.</summary>
    /// <param name="lossesAfter">The losses on the same batch [T]; a graph is not needed.</param>
    /// <exception cref="InvalidOperationException">There was no backward pass since the last call.</exception>
    /// <exception cref="NonFiniteLossException">A loss is NaN or infinite; the logits are as before.</exception>
    /// <exception cref="ArgumentException">A loss is not above its lower bound; the logits are as before.</exception>
    public void Adjust(IReadOnlyList<Tensor> lossesAfter)
    {
        if (GetState(PendingState)[0] == 0)
            throw new InvalidOperationException("Famo: Adjust compares with the losses of the latest Backward, and there was none since the last Adjust.");
        var after = LogDistances(ValuesOf(lossesAfter));
        double[] logits = Logits, falls = [.. GetState(BeforeState).Zip(after, (before, now) => before - now)];
        double[] slopes = [.. SlopesOf(logits, falls).Zip(logits, (slope, x) => slope + gamma * x)];
        SetState(LogitsState, optimizer.Step(logits, slopes));
        SetState(PendingState, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A loss is not above its lower bound.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Adjust"/> was not called after the last backward pass.</exception>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        if (GetState(PendingState)[0] != 0)
            throw new InvalidOperationException(
                "Famo: Backward came twice without Adjust, and without it weights never move; call Adjust with the losses after the optimizer's step, or call Step.");
        var before = LogDistances(values);
        SetState(BeforeState, before);
        SetState(PendingState, 1);
        return WeightsOf(Logits, before);
    }

    /// <inheritdoc/>
    protected override void AfterUpdate(Func<int, IReadOnlyList<Tensor>> losses)
    {
        using var _ = no_grad();
        Adjust(losses(0));
    }

    /// <inheritdoc/>
    protected override double Objective(double[] values, double[] weights) =>
        GetState(BeforeState).Select((log, i) => weights[i] * Math.Exp(log) * log).Sum(); // c z_i = w_i D_i

    private double[] LogDistances(double[] losses)
    {
        var distances = losses.Zip(bounds, (loss, bound) => loss - bound + Epsilon).ToArray();
        for (int task = 0; task < TaskCount; task++)
            if (!(distances[task] > 0))
                throw new ArgumentException(
                    $"Famo: the loss of task {task} is {losses[task]}, not above its lower bound {bounds[task]}; pass lowerBounds below what each loss can reach.");
        return [.. distances.Select(distance => Math.Log(distance))];
    }
}
