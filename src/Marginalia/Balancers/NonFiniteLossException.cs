namespace Marginalia.Balancers;

/// <summary>A task's loss is NaN or infinite; the step was refused and no gradient was touched.</summary>
public sealed class NonFiniteLossException : ArithmeticException
{
    /// <summary>Names the loss.</summary>
    /// <param name="task">Number of the task, from 0.</param>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="value">The loss.</param>
    public NonFiniteLossException(int task, long step, double value)
        : base($"The loss of task {task} is {value} at step {step}; gradients were left as they were. "
            + "Lower the learning rate, clip gradients, or look for a division by zero in this loss.")
    {
        (Task, Step, Value) = (task, step, value);
    }

    /// <summary>Names the loss as a training loop knows it.</summary>
    internal NonFiniteLossException(NonFiniteLossException cause, string name, long step, IReadOnlyList<long> samples)
        : base($"The loss of task {cause.Task} ({name}) is {cause.Value} at step {step}, in {Examples.Listed(samples)} of the data set. "
            + "Lower the learning rate, clip gradients, or look for a division by zero in this loss.", cause)
    {
        (Task, Step, Value, Samples) = (cause.Task, step, cause.Value, samples);
    }

    /// <summary>Number of the task, from 0.</summary>
    public int Task { get; }

    /// <summary>Number of the step, from 0.</summary>
    public long Step { get; }

    /// <summary>The loss.</summary>
    public double Value { get; }

    /// <summary>
    /// Indices in the data set of the examples whose loss is not finite, or of the whole batch where no single one is at fault; empty where a balancer
    /// was called without a training loop.
    /// </summary>
    public IReadOnlyList<long> Samples { get; } = [];
}
