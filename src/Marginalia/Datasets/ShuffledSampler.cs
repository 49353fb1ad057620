namespace Marginalia.Datasets;

/// <summary>Every example once, every order equally likely; another order in every epoch.</summary>
public sealed class ShuffledSampler : Sampler
{
    /// <summary>Shuffles the examples 0 .. <paramref name="count"/> - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public ShuffledSampler(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override long[] Order(long seed, long epoch) => new SeededRandom(seed, epoch).NextPermutation(Count);
}
