using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Divides every loss by its start: minimizes sum_i L_i / L_i(0), w_i = 1 / L_i(0). No method of a paper but an oracle to compare with: where
/// tasks differ only in the scale of their output, little beats it.
/// </summary>
public sealed class LossNormalizedWeighting : LossWeighting
{
    private readonly StartingLosses starting;
    private readonly int? initialSteps;

    /// <summary>Fixes the weights now or in training.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="initialLosses">L_i(0) [T], for example log(C) for C classes; null takes those of the first step.</param>
    /// <param name="initialSteps">Instead: L_i(0) is the mean of so many first steps, for example an epoch, in which w_i = 1.</param>
    /// <exception cref="ArgumentException">initialLosses are not T positive numbers, or given together with initialSteps.</exception>
    public LossNormalizedWeighting(int tasks, double[]? initialLosses = null, int? initialSteps = null)
        : base(nameof(LossNormalizedWeighting), tasks)
    {
        if (initialSteps is int steps)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps, nameof(initialSteps));
        if (initialSteps is not null && initialLosses is not null)
            throw new ArgumentException("LossNormalizedWeighting: given initialLosses and initialSteps; L(0) is either given or measured, pass one of them.");
        this.initialSteps = initialSteps;
        starting = new StartingLosses(nameof(LossNormalizedWeighting), tasks, initialLosses);
        register_module("starting", starting);
    }

    /// <summary>L_i(0) [T]; zeros until known.</summary>
    public double[] InitialLosses => starting.Values;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">L_i(0) is 0 or negative.</exception>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model) =>
        starting.At(values, Steps, initialSteps) is { } initial ? [.. initial.Select(loss => 1 / loss)] : [.. values.Select(_ => 1.0)];
}
