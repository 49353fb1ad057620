using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Learns weights on other data than the network: they go down the slope of the validation loss of the primary tasks after one imagined step
/// of the network (Liu, James, Davison, Johns 2022, arXiv 2202.03091, "Auto-Lambda").
/// </summary>
/// <remarks>
/// With parameters q, weights l and the rate eta of the imagined step, a step computes
/// <code>
/// q' = q - eta grad sum_i l_i L_i(q)                       on the batch of this step
/// v  = grad of sum over primary tasks of L_k(q')           on a second, independent batch
/// slope in l_i = -eta (L_i(q + e v) - L_i(q - e v)) / 2e   with e = 0.01 / |v|, on the batch of this step
/// </code>
/// moves l by its own Adam and backpropagates sum_i l_i L_i with the new l. Before that the parameters are back at q, to the bit. It costs three
/// backward and five forward passes; layers that count their calls, such as batch normalization, see them all. Weights are not normalized and may
/// become negative.
/// </remarks>
public sealed class AutoLambda : LossWeighting
{
    private const string WeightsState = "weights";
    private const double Reach = 0.01;
    private readonly double lookAhead;
    private readonly int[] primary;
    private readonly VectorOptimizer optimizer;

    /// <summary>Starts at equal weights.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="lookAhead">eta: the learning rate of your optimizer.</param>
    /// <param name="learningRate">Rate of the weights' own update.</param>
    /// <param name="initialWeight">l_i at the start.</param>
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
        : base(nameof(AutoLambda), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lookAhead);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        (this.lookAhead, primary) = (lookAhead, [.. primaryTasks ?? [.. Enumerable.Range(0, tasks)]]);
        if (primary.Length == 0 || primary.Any(task => task < 0 || task >= tasks))
            throw new ArgumentException($"AutoLambda: primary tasks [{string.Join(", ", primary)}]; pass some of 0 .. {tasks - 1}.", nameof(primaryTasks));
        AddState(WeightsState, [.. Enumerable.Repeat(initialWeight, tasks)]);
        optimizer = new VectorOptimizer(tasks, rule, learningRate);
        register_module("optimizer", optimizer);
    }

    /// <summary>The batch of the step and one for validation.</summary>
    public override int SamplesPerStep => 2;

    /// <summary>The slope of the validation loss in the weights at the latest step [T]; empty before the first.</summary>
    public double[] Slopes { get; private set; } = [];

    /// <inheritdoc/>
    protected override double BackwardSamples(Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model)
    {
        var train = losses(0);
        var values = ValuesOf(train);
        return Advance(values, () =>
        {
            var weights = GetState(WeightsState);
            Slopes = SlopesAt(weights, train, losses, model);
            SetState(WeightsState, optimizer.Step(weights, Slopes));
            var again = losses(0); // the graph of the first is of parameters that have moved since
            return Update(again, ValuesOf(again), model);
        });
    }

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => GetState(WeightsState);

    private double[] SlopesAt(double[] weights, IReadOnlyList<Tensor> train, Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model)
    {
        Parameter[] parameters = [.. model.parameters().Where(parameter => parameter.requires_grad)];
        Tensor[] start = [.. parameters.Select(parameter => parameter.detach().clone())];
        try
        {
            Move(parameters, start, GradientOf(train.Zip(weights, (loss, weight) => loss.reshape([]) * weight), parameters), -lookAhead);
            var validation = losses(1);
            ValuesOf(validation);
            var direction = GradientOf(primary.Select(task => validation[task].reshape([])), parameters);
            double norm = Math.Sqrt(direction.OfType<Tensor>().Sum(part => part.to(ScalarType.Float64).square().sum().item<double>()));
            if (norm == 0)
                return new double[TaskCount];

            double[] ValuesAt(double distance)
            {
                Move(parameters, start, direction, distance);
                using var _ = no_grad();
                return ValuesOf(losses(0));
            }

            double reach = Reach / norm;
            return [.. ValuesAt(reach).Zip(ValuesAt(-reach), (up, down) => -lookAhead * (up - down) / (2 * reach))];
        }
        finally
        {
            Move(parameters, start, new Tensor?[start.Length], 0);
        }
    }

    private Tensor?[] GradientOf(IEnumerable<Tensor> terms, Parameter[] parameters)
    {
        var gradient = Gradients.Of([stack(terms).sum()], parameters);
        return Gradients.AreFinite(gradient) ? gradient : throw new NonFiniteGradientException(null, Steps);
    }

    private static void Move(Parameter[] parameters, Tensor[] start, Tensor?[] direction, double distance)
    {
        using var _ = no_grad();
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k].copy_(start[k]);
            if (direction[k] is { } part)
                parameters[k].add_(part, distance);
        }
    }
}
