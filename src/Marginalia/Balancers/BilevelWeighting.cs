using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// A loss weighting that learns on other data than the network: its T variables go down a slope that asks how one imagined step of the network,
/// q' = q - eta grad sum_i w_i L_i(q) on the batch of this step, changes the losses on a second batch.
/// </summary>
/// <remarks>
/// A step needs <see cref="Balancer.Step"/>, where <c>losses(1)</c> is the second batch, best of validation data. The parameters are back at q, to
/// the bit, before sum_i w_i L_i is backpropagated with the new weights. Layers that count their calls, such as batch normalization, see every
/// evaluation.
/// </remarks>
public abstract class BilevelWeighting : LossWeighting
{
    private readonly string stateName;
    private readonly VectorOptimizer optimizer;

    /// <summary>Starts at equal variables.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="stateName">Name of the variables in the state.</param>
    /// <param name="initial">Each variable at the start.</param>
    /// <param name="lookAhead">eta, the rate of the imagined step.</param>
    /// <param name="learningRate">Rate of the variables' own update.</param>
    /// <param name="rule">Rule of the variables' own update.</param>
    protected BilevelWeighting(string name, int tasks, string stateName, double initial, double lookAhead, double learningRate, UpdateRule rule)
        : base(name, tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lookAhead);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        (this.stateName, LookAhead) = (stateName, lookAhead);
        AddState(stateName, [.. Enumerable.Repeat(initial, tasks)]);
        optimizer = new VectorOptimizer(tasks, rule, learningRate);
        register_module("optimizer", optimizer);
    }

    /// <summary>The batch of the step and a second one.</summary>
    public override int SamplesPerStep => 2;

    /// <summary>The slope in the variables at the latest step [T]; empty before the first.</summary>
    public double[] Slopes { get; private set; } = [];

    /// <summary>eta, the rate of the imagined step.</summary>
    protected double LookAhead { get; }

    /// <inheritdoc/>
    protected sealed override double BackwardSamples(Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model)
    {
        var train = losses(0);
        var values = ValuesOf(train);
        return Advance(values, () =>
        {
            var variables = GetState(stateName);
            using (var trial = new ParameterTrial(model, Steps))
                Slopes = SlopesAt(variables, train, losses, trial);
            SetState(stateName, optimizer.Step(variables, Slopes));
            var again = losses(0); // the graph of the first is of parameters that have moved since
            return Update(again, ValuesOf(again), model);
        });
    }

    /// <inheritdoc/>
    protected sealed override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) => WeightsAt(GetState(stateName));

    /// <summary>w_i [T].</summary>
    protected abstract double[] WeightsAt(double[] variables);

    /// <summary>The slope in the variables [T].</summary>
    /// <param name="variables">The variables [T].</param>
    /// <param name="train">The losses of the step's batch, with their graph.</param>
    /// <param name="losses">Evaluates losses again, or on the second batch.</param>
    /// <param name="trial">Moves the network.</param>
    private protected abstract double[] SlopesAt(double[] variables, IReadOnlyList<Tensor> train, Func<int, IReadOnlyList<Tensor>> losses, ParameterTrial trial);
}
