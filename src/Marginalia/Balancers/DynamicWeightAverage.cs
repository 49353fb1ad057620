using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Gives more weight to tasks whose loss fell less from one epoch to the next: w_i(e) = T softmax_i(r_i / temperature) with
/// r_i = L_i(e - 1) / L_i(e - 2) on epoch means of the training loss, and w_i = 1 in the first two epochs
/// (Liu, Johns, Davison 2019, arXiv 1803.10704, "Dynamic Weight Average").
/// </summary>
/// <remarks>
/// The ratio ignores how large a loss is, so that weights stay close to 1; a loss that rises gets more weight. A ratio of single steps would
/// be noise, hence the means.
/// </remarks>
public sealed class DynamicWeightAverage : LossWeighting
{
    private readonly int stepsPerEpoch;
    private readonly double temperature;

    /// <summary>Weights by epoch.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="stepsPerEpoch">Steps that make an epoch, for example <c>loader.BatchesPerEpoch</c>.</param>
    /// <param name="temperature">Softness: large values make weights equal. The paper's value is 2.</param>
    public DynamicWeightAverage(int tasks, int stepsPerEpoch, double temperature = 2)
        : base(nameof(DynamicWeightAverage), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (this.stepsPerEpoch, this.temperature) = (stepsPerEpoch, temperature);
        AddState("sum", new double[tasks]);
        AddState("previous", new double[tasks]);
        AddState("earlier", new double[tasks]);
    }

    /// <summary>T softmax(r / temperature), r_i = previous_i / earlier_i; it sums to T and does not overflow.</summary>
    /// <param name="previous">Mean losses of the last epoch [T].</param>
    /// <param name="earlier">Mean losses of the epoch before [T].</param>
    /// <param name="temperature">Softness, positive.</param>
    /// <exception cref="ArgumentException">A ratio is not a finite number, for example because an earlier loss is 0.</exception>
    public static double[] WeightsOf(double[] previous, double[] earlier, double temperature)
    {
        var ratios = previous.Zip(earlier, (now, before) => now / before).ToArray();
        for (int task = 0; task < ratios.Length; task++)
            if (!double.IsFinite(ratios[task]))
                throw new ArgumentException(
                    $"DynamicWeightAverage: the mean loss of task {task} went from {earlier[task]} to {previous[task]}, which has no ratio; "
                    + "keep the losses above 0.");
        return Softmax.Scaled([.. ratios.Select(ratio => ratio / temperature)], ratios.Length);
    }

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        double[] previous = GetState("previous"), earlier = GetState("earlier"), sum = GetState("sum");
        var weights = Steps < 2 * stepsPerEpoch ? Softmax.Scaled(new double[TaskCount], TaskCount) : WeightsOf(previous, earlier, temperature);

        sum = [.. sum.Zip(values, (total, loss) => total + loss)];
        if ((Steps + 1) % stepsPerEpoch == 0)
        {
            SetState("earlier", previous);
            SetState("previous", [.. sum.Select(total => total / stepsPerEpoch)]);
            sum = new double[TaskCount];
        }

        SetState("sum", sum);
        return weights;
    }
}
