namespace Marginalia.Datasets;

/// <summary>Examples drawn with replacement, each with a probability in proportion to its weight.</summary>
public sealed class WeightedSampler : Sampler
{
    private readonly double[] sums;

    /// <summary>Draws by weights.</summary>
    /// <param name="weights">One finite number of at least 0 for every example of the data set; an example of weight 0 is never drawn.</param>
    /// <param name="count">Examples in an epoch; null is the number of weights.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, all are 0, or the count is not positive.</exception>
    public WeightedSampler(IReadOnlyList<double> weights, int? count = null)
    {
        for (int i = 0; i < weights.Count; i++)
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
                throw new ArgumentException($"WeightedSampler: weight {i} is {weights[i]}; expected a finite number of at least 0.", nameof(weights));
        double sum = 0;
        sums = [.. weights.Select(weight => sum += weight)];
        if (!(sum > 0 && double.IsFinite(sum)))
            throw new ArgumentException($"WeightedSampler: the {weights.Count} weights sum to {sum}; expected a positive, finite sum.", nameof(weights));
        Count = count ?? weights.Count;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Count, nameof(count));
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override long[] Order(long seed, long epoch)
    {
        var random = new SeededRandom(seed, epoch);
        return [.. Enumerable.Range(0, Count).Select(_ => Find(random.NextDouble() * sums[^1]))];
    }

    /// <summary>The first example whose cumulative weight is above a number.</summary>
    private long Find(double number)
    {
        var (low, high) = (0, sums.Length - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sums[middle] > number ? (low, middle) : (middle + 1, high);
        }

        while (low > 0 && sums[low] == sums[low - 1]) // only where rounding let the number reach the sum of all
            low--;
        return low;
    }
}
