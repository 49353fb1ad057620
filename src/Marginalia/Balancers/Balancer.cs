using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Turns the T losses of a step into one gradient. A training loop calls <see cref="Backward"/> where it would call <c>loss.backward()</c>,
/// and steps its own optimizer afterwards.
/// </summary>
/// <remarks>All that a balancer learns is part of its <c>state_dict</c>. Each family states which parameters get scaled gradients.</remarks>
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
    public long Steps => (long)GetState(StepsState)[0];

    /// <summary>The losses of the latest step [T]; empty before the first.</summary>
    public double[] Losses { get; private set; } = [];

    /// <summary>The weights by which the latest step multiplied the losses or gradients [T]; empty before the first.</summary>
    public double[] Weights { get; protected set; } = [];

    /// <summary>Adds the balanced gradient of this step to <c>.grad</c>.</summary>
    /// <param name="losses">One scalar tensor per task, each with its graph; the graph is used up.</param>
    /// <param name="model">The network that the losses come from.</param>
    /// <returns>The value of the objective whose gradient was added.</returns>
    /// <exception cref="ArgumentException">The number of losses differs from T, or a loss is not a scalar.</exception>
    /// <exception cref="NonFiniteLossException">A loss is NaN or infinite; gradients and state are as before.</exception>
    public double Backward(IReadOnlyList<Tensor> losses, MultiTaskModule model)
    {
        if (losses.Count != TaskCount)
            throw new ArgumentException($"{GetName()}: given {losses.Count} losses, built for {TaskCount} tasks.", nameof(losses));

        using var scope = NewDisposeScope();
        for (int task = 0; task < TaskCount; task++)
            if (losses[task].numel() != 1)
                throw new ArgumentException(
                    $"{GetName()}: the loss of task {task} has shape [{string.Join(", ", losses[task].shape)}]; average it to one number.", nameof(losses));

        var values = ToArray(stack(losses.Select(loss => loss.reshape([]))));
        for (int task = 0; task < TaskCount; task++)
            if (!double.IsFinite(values[task]))
                throw new NonFiniteLossException(task, Steps, values[task]);

        double objective = Update(losses, values, model);
        Losses = values;
        SetState(StepsState, Steps + 1);
        return objective;
    }

    /// <summary>Adds the gradient of this step and moves the balancer's own state.</summary>
    /// <param name="losses">One scalar tensor per task, with graph.</param>
    /// <param name="values">Their values, all finite.</param>
    /// <param name="model">The network.</param>
    /// <returns>The value of the objective.</returns>
    protected abstract double Update(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model);
}
