using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Turns the T losses of a step into one gradient. A training loop calls <see cref="Step"/> once per step, or <see cref="Backward"/> where it
/// would call <c>loss.backward()</c>, and steps its own optimizer afterwards.
/// </summary>
/// <remarks>
/// All that a balancer learns is part of its <c>state_dict</c>. There are two families: <see cref="LossWeighting"/> scales the losses, and with
/// them the gradients of the heads; <see cref="GradientAggregation"/> changes the gradients of the shared parameters only.
/// </remarks>
public abstract class Balancer : StatefulModule
{
    private const string StepsState = "steps";

    /// <summary>Prepares a balancer for a number of tasks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of tasks is not positive.</exception>
    protected Balancer(string name, int tasks)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasks);
        TaskCount = tasks;
        AddState(StepsState, 0);
    }

    /// <summary>Number of tasks T.</summary>
    public int TaskCount { get; }

    /// <summary>Steps taken so far.</summary>
    public virtual long Steps => (long)GetState(StepsState)[0];

    /// <summary>Batches that a step reads: 1, or more for methods that need independent samples of the gradient.</summary>
    public virtual int SamplesPerStep => 1;

    /// <summary>The losses of the latest step [T]; empty before the first.</summary>
    public double[] Losses { get; private protected set; } = [];

    /// <summary>
    /// The weights by which the latest step multiplied the losses or gradients [T]; empty before the first, and where a method has no weights.
    /// </summary>
    public double[] Weights { get; protected set; } = [];

    /// <summary>Adds the balanced gradient of this step to <c>.grad</c>.</summary>
    /// <param name="losses">One scalar tensor per task, each with its graph.</param>
    /// <param name="model">The network that the losses come from.</param>
    /// <returns>The value of the objective whose gradient was added; the plain sum of the losses where a method has no objective.</returns>
    /// <exception cref="ArgumentException">The number of losses differs from T, or a loss is not a scalar.</exception>
    /// <exception cref="InvalidOperationException">The method needs <see cref="Step"/>.</exception>
    /// <exception cref="NonFiniteLossException">A loss is NaN or infinite; gradients and state are as before.</exception>
    /// <exception cref="NonFiniteGradientException">A gradient is NaN or infinite; gradients and state are as before.</exception>
    public virtual double Backward(IReadOnlyList<Tensor> losses, MultiTaskModule model)
    {
        if (SamplesPerStep > 1)
            throw new InvalidOperationException($"{GetName()} reads {SamplesPerStep} independent batches per step; call Step, which can ask for them.");
        using var scope = NewDisposeScope();
        var values = ValuesOf(losses);
        return Advance(values, () => Update(losses, values, model));
    }

    /// <summary>One training step: adds the balanced gradient to <c>.grad</c>, runs <paramref name="update"/>, and looks at the result.</summary>
    /// <param name="losses">
    /// Evaluates the losses of a sample: <c>losses(0)</c> on the batch of this step, again each time; <c>losses(1)</c> and so on, up to
    /// <see cref="SamplesPerStep"/> - 1, on independent batches. It is called when and as often as the method needs.
    /// </param>
    /// <param name="model">The network that the losses come from, with gradients zeroed.</param>
    /// <param name="update">Clips what is to be clipped and steps the optimizer.</param>
    /// <returns>As <see cref="Backward"/>, which also lists the errors.</returns>
    public virtual double Step(Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model, Action update)
    {
        using var scope = NewDisposeScope();
        double objective;
        using (NewDisposeScope()) // what the forward pass made is freed before the optimizer needs memory
            objective = BackwardSamples(losses, model);
        update();
        AfterUpdate(losses);
        return objective;
    }

    /// <summary>Adds the gradient of this step and moves the balancer's own state.</summary>
    /// <param name="losses">One scalar tensor per task, with a graph that must survive.</param>
    /// <param name="values">Their values, all finite.</param>
    /// <param name="model">The network.</param>
    /// <returns>The value of the objective.</returns>
    protected abstract double Update(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model);

    /// <summary>The first half of <see cref="Step"/>; methods that need several samples, or to evaluate one again, replace it.</summary>
    protected virtual double BackwardSamples(Func<int, IReadOnlyList<Tensor>> losses, MultiTaskModule model) => Backward(losses(0), model);

    /// <summary>The end of <see cref="Step"/>, after the optimizer; methods that look at the losses once more replace it.</summary>
    protected virtual void AfterUpdate(Func<int, IReadOnlyList<Tensor>> losses)
    {
    }

    /// <summary>Counts a step that <paramref name="update"/> takes; if that throws, the state is as before.</summary>
    /// <param name="values">The losses.</param>
    /// <param name="update">Adds to <c>.grad</c> and returns the objective.</param>
    protected double Advance(double[] values, Func<double> update)
    {
        var (restore, weights) = (Snapshot(), Weights);
        bool done = false;
        try
        {
            double objective = update();
            done = true;
            Losses = values;
            SetState(StepsState, Steps + 1);
            return objective;
        }
        finally
        {
            if (!done)
            {
                restore();
                Weights = weights;
            }
        }
    }

    /// <summary>The values of T losses.</summary>
    /// <exception cref="ArgumentException">The number of losses differs from T, or a loss is not a scalar.</exception>
    /// <exception cref="NonFiniteLossException">A loss is NaN or infinite.</exception>
    protected double[] ValuesOf(IReadOnlyList<Tensor> losses)
    {
        if (losses.Count != TaskCount)
            throw new ArgumentException($"{GetName()}: given {losses.Count} losses, built for {TaskCount} tasks.", nameof(losses));
        for (int task = 0; task < TaskCount; task++)
            if (losses[task].numel() != 1)
                throw new ArgumentException(
                    $"{GetName()}: the loss of task {task} has shape [{string.Join(", ", losses[task].shape)}]; average it to one number.", nameof(losses));

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var values = ToArray(Gradients.Vector(losses));
        for (int task = 0; task < TaskCount; task++)
            if (!double.IsFinite(values[task]))
                throw new NonFiniteLossException(task, Steps, values[task]);
        return values;
    }
}
