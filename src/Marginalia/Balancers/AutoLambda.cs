using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Moves the weights down the slope of the validation loss of the primary tasks after one imagined step of the network
/// (Liu, James, Davison, Johns 2022, arXiv 2202.03091, "Auto-Lambda").
/// </summary>
/// <remarks>
/// With parameters q, imagined parameters q' and the rate eta of the imagined step, a step computes
/// <code>
/// v  = grad of sum over primary tasks of L_k(q')           on the second batch
/// slope in w_i = -eta (L_i(q + e v) - L_i(q - e v)) / 2e   with e = 0.01 / |v|, on the batch of this step
/// </code>
/// It costs three backward and five forward passes. Weights are not normalized and may become negative.
/// </remarks>
public sealed class AutoLambda : BilevelWeighting
{
    private const double Reach = 0.01;
    private readonly int[] primary;

    /// <summary>Starts at equal weights.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="lookAhead">eta: the learning rate of your optimizer.</param>
    /// <param name="learningRate">Rate of the weights' own update.</param>
    /// <param name="initialWeight">w_i at the start.</param>
    /// <param name="primaryTasks">The tasks that count on validation; null is all.</param>
    /// <param name="rule">Rule of the weights' own update.</param>
    /// <exception cref="ArgumentException">A rate is negative, or a primary task is none of 0 .. T - 1.</exception>
    public AutoLambda(
        int tasks,
        double lookAhead,
        double learningRate = 1e-4,
        double initialWeight = 0.1,
        int[]? primaryTasks = null,
        UpdateRule rule = UpdateRule.Adam)
        : base(nameof(AutoLambda), tasks, "weights", initialWeight, lookAhead, learningRate, rule)
    {
        primary = [.. primaryTasks ?? [.. Enumerable.Range(0, tasks)]];
        if (primary.Length == 0 || primary.Any(task => task < 0 || task >= tasks))
            throw new ArgumentException($"AutoLambda: primary tasks [{string.Join(", ", primary)}]; pass some of 0 .. {tasks - 1}.", nameof(primaryTasks));
    }

    /// <inheritdoc/>
    protected override double[] WeightsAt(double[] variables) => variables;

    private protected override double[] SlopesAt(double[] variables, IReadOnlyList<Tensor> train, Func<int, IReadOnlyList<Tensor>> losses, ParameterTrial trial)
    {
        trial.MoveTo(trial.Gradient(train.Zip(variables, (loss, weight) => loss * weight)), -LookAhead);
        var validation = losses(1);
        ValuesOf(validation);
        var direction = trial.Gradient(primary.Select(task => validation[task]));
        double norm = direction.norm().item<double>();
        if (norm == 0)
            return new double[TaskCount];

        double reach = Reach / norm;
        return [.. ValuesAt(reach).Zip(ValuesAt(-reach), (up, down) => -LookAhead * (up - down) / (2 * reach))];

        double[] ValuesAt(double distance)
        {
            trial.MoveTo(direction, distance);
            using var _ = no_grad();
            return ValuesOf(losses(0));
        }
    }
}
