using Marginalia.Datasets;

namespace Marginalia.Balancers;

/// <summary>
/// Random weights at every step, w = softmax(z) with z_i of the normal law, sum w = 1, applied to the gradients of the shared parameters
/// (Lin et al. 2022, arXiv 2111.10603, section 3). Whatever a balancer gains over this one is not due to movement alone.
/// </summary>
public sealed class RandomAggregation : GramianAggregation
{
    private readonly long seed;

    /// <summary>Weights that are a pure function of the seed and the number of the step.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="seed">The seed.</param>
    public RandomAggregation(int tasks, long seed = 0)
        : base(nameof(RandomAggregation), tasks) => this.seed = seed;

    /// <inheritdoc/>
    protected override double[] WeightsOf(double[,] gramian, double[] losses)
    {
        var random = new SeededRandom(seed, Steps);
        return Softmax.Scaled([.. losses.Select(_ => random.NextNormal())], 1);
    }
}
