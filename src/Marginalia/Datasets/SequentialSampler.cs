namespace Marginalia.Datasets;

/// <summary>Every example once, in the order of the data set, in every epoch.</summary>
public sealed class SequentialSampler : Sampler
{
    /// <summary>Counts through the examples 0 .. <paramref name="count"/> - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public SequentialSampler(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override long[] Order(long seed, long epoch) => [.. Enumerable.Range(0, Count).Select(index => (long)index)];
}
