namespace Marginalia.Balancers;

/// <summary>A gradient is NaN or infinite; the step was refused and no <c>.grad</c> was touched.</summary>
public sealed class NonFiniteGradientException : ArithmeticException
{
    /// <summary>Names the task.</summary>
    /// <param name="task">Number of the task, from 0; null when every task's gradient is finite and only their weighted sum is not.</param>
    /// <param name="step">Number of the step, from 0.</param>
    public NonFiniteGradientException(int? task, long step)
        : base($"{(task is null ? "The weighted sum of the gradients" : $"The gradient of task {task}")} is not finite at step {step}; "
            + "gradients were left as they were. Lower the learning rate, or look for a square root, logarithm or division at 0 in this loss.")
    {
        (Task, Step) = (task, step);
    }

    /// <summary>Names the task as a training loop knows it.</summary>
    internal NonFiniteGradientException(NonFiniteGradientException cause, string? name, long step, IReadOnlyList<long> samples)
        : base($"{(name is null ? "The weighted sum of the gradients" : $"The gradient of task {cause.Task} ({name})")} is not finite at step {step}, for a batch of {Examples.Listed(samples)} "
            + "of the data set. Lower the learning rate, or look for a square root, logarithm or division at 0 in this loss.", cause)
    {
        (Task, Step, Samples) = (cause.Task, step, samples);
    }

    /// <summary>Number of the task, from 0; null when only the weighted sum is not finite.</summary>
    public int? Task { get; }

    /// <summary>Number of the step, from 0.</summary>
    public long Step { get; }

    /// <summary>Indices in the data set of the examples of the batch; empty where a balancer was called without a training loop.</summary>
    public IReadOnlyList<long> Samples { get; } = [];
}
