namespace Marginalia.Datasets;

/// <summary>
/// Shuffled batches as a pure function of (seed, step): every epoch has another order, every run repeats the same ones, and training can
/// continue from any step. Two methods that are given the same seed see the same batches.
/// </summary>
public sealed class DataLoader
{
    private long[] order = [];
    private long orderEpoch = -1;

    /// <summary>Cuts a data set into batches.</summary>
    /// <param name="dataset">Where the examples come from; it stays the caller's.</param>
    /// <param name="batchSize">Examples per batch.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="keepRemainder">What to do with the Count mod batchSize examples left over in an epoch: false leaves them out of that
    /// epoch (all batches are full, each epoch leaves out others), true makes them a smaller last batch.</param>
    /// <exception cref="ArgumentException">The batch size is not positive, or there would be no batch.</exception>
    public DataLoader(Dataset dataset, int batchSize, long seed = 0, bool keepRemainder = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (Dataset, BatchSize, Seed) = (dataset, batchSize, seed);
        BatchesPerEpoch = keepRemainder ? (dataset.Count + batchSize - 1) / batchSize : dataset.Count / batchSize;
        if (BatchesPerEpoch == 0)
            throw new ArgumentException($"DataLoader: {dataset.Count} examples do not fill one batch of {batchSize}; choose a smaller batch or keepRemainder.");
    }

    /// <summary>Where the examples come from.</summary>
    public Dataset Dataset { get; }

    /// <summary>Examples per full batch.</summary>
    public int BatchSize { get; }

    /// <summary>Seed of the order.</summary>
    public long Seed { get; }

    /// <summary>Batches in one epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>The batch of a step, counted from 0 through all epochs; the caller owns it.</summary>
    public Batch At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var (epoch, batch) = Math.DivRem(step, BatchesPerEpoch);
        if (epoch != orderEpoch)
            (order, orderEpoch) = (new SeededRandom(Seed, epoch).NextPermutation(Dataset.Count), epoch);
        int start = (int)batch * BatchSize;
        return Dataset.Get(order[start..Math.Min(start + BatchSize, order.Length)]);
    }
}
