using Marginalia.Architectures;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// Draws new weights at every step; what a method of balancing must beat (Lin, Ye, Zhang, Tsang 2021, arXiv 2111.10603, "random loss weighting").
/// </summary>
/// <remarks>
/// The weights sum to 1, as in the paper, so that the mean gradient is 1 / T of the plain sum's; with <c>total: tasks</c> the two have the same
/// learning rate (the convention of Kurin et al. 2022, arXiv 2201.04122). Weights depend on the seed and the number of the step alone.
/// </remarks>
public sealed class RandomLossWeighting : LossWeighting
{
    private readonly RandomWeightLaw law;
    private readonly double total;

    /// <summary>Weights by seed and step.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="seed">Key of the random stream; part of the state.</param>
    /// <param name="law">Law of the weights.</param>
    /// <param name="total">Sum of the weights, positive.</param>
    public RandomLossWeighting(int tasks, long seed = 0, RandomWeightLaw law = RandomWeightLaw.Normal, double total = 1)
        : base(nameof(RandomLossWeighting), tasks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        (this.law, this.total) = (law, total);
        AddState("seed", seed >> 32, (uint)seed); // halves, as a float64 does not hold every long
    }

    /// <summary>The T normal numbers of a step, in place of those of the seed: for comparing with numbers from elsewhere.</summary>
    public Func<long, double[]>? Normals { get; init; }

    /// <summary>total softmax(x).</summary>
    /// <param name="normals">x [T].</param>
    /// <param name="total">Sum of the weights.</param>
    public static double[] WeightsOf(double[] normals, double total = 1) => Softmax.Scaled(normals, total);

    /// <inheritdoc/>
    protected override double[] Weigh(IReadOnlyList<Tensor> losses, double[] values, MultiTaskModule model)
    {
        if (Normals is not null)
            return WeightsOf(Normals(Steps), total);
        var seed = GetState("seed");
        var random = new SeededRandom((long)seed[0] << 32 | (uint)seed[1], Steps);
        if (law == RandomWeightLaw.Normal)
            return WeightsOf([.. values.Select(_ => random.NextNormal())], total);
        var exponentials = values.Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
        double sum = exponentials.Sum();
        return [.. exponentials.Select(x => total * x / sum)];
    }
}
