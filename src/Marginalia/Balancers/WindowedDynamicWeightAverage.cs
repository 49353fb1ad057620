using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// <see cref="DynamicWeightAverage"/> without epochs: the ratio is taken between the means of the two halves of the last 2 w steps, the
/// current one included, at every step (the form of the code of Nash-MTL: Navon et al. 2022, arXiv 2202.01017).
/// </summary>
/// <remarks>
/// The window starts filled with ones and weights move from step w + 1 on, so that a loss far from 1 has extreme weights until
/// 2 w steps have passed.
/// </remarks>
public sealed class WindowedDynamicWeightAverage : LossWeighting
{
    private readonly int half;
    private readonly double temperature;

    /// <summary>Weights by step.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="halfWindow">Steps w in each half of the window.</param>
    /// <param name="temperature">Softness: large values make weights equal.</param>
    public WindowedDynamicWeightAverage(int tasks, int halfWindow = 25, double temperature = 2)
        : base(nameof(WindowedDynamicWeightAverage), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfWindow);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (half, this.temperature) = (halfWindow, temperature);
        AddState("window", [.. Enumerable.Repeat(1.0, 2 * halfWindow * tasks)]); // oldest step first, T losses each
    }

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        double[] window = [.. GetState("window")[TaskCount..], .. values];
        SetState("window", window);
        if (Steps <= half)
            return [.. values.Select(_ => 1.0)];

        double[] Mean(IEnumerable<double[]> steps) => [.. Enumerable.Range(0, TaskCount).Select(task => steps.Average(step => step[task]))];
        var rows = window.Chunk(TaskCount).ToArray();
        return DynamicWeightAverage.WeightsOf(Mean(rows[half..]), Mean(rows[..half]), temperature);
    }
}
