using Marginalia.Augmentations;

namespace Marginalia.Datasets;

/// <summary>
/// Batches as a pure function of (seed, step): every epoch has another order, every run repeats the same ones, and training can continue from any
/// step, in mid-epoch as well: the step is all there is to save. Two methods that are given the same seed see the same batches.
/// </summary>
/// <remarks>
/// Neither the number of threads nor the batch size changes an example: its augmentation draws from the stream of (seed, epoch, index), and where a
/// sampler repeats examples, of how often it came in the epoch before.
/// </remarks>
public sealed class DataLoader
{
    /// <summary>Keeps the streams of augmentations apart from those of generators.</summary>
    internal const long AugmentationStream = 0x6175676D656E74;

    private volatile Epoch? latest;

    /// <summary>Cuts a data set into batches.</summary>
    /// <param name="dataset">Where the examples come from; it stays the caller's.</param>
    /// <param name="batchSize">Examples per batch.</param>
    /// <param name="seed">Seed of the order and of the augmentation.</param>
    /// <param name="keepRemainder">What to do with the examples left over in an epoch when batches are full: false leaves them out of that
    /// epoch (all batches are full, each epoch of a shuffled order leaves out others), true makes them a smaller last batch.</param>
    /// <param name="sampler">The order of the examples; null shuffles them.</param>
    /// <param name="augmentation">Changes every example; null leaves them as they are.</param>
    /// <exception cref="ArgumentException">The batch size is not positive, or there would be no batch.</exception>
    public DataLoader(
        Dataset dataset, int batchSize, long seed = 0, bool keepRemainder = false, Sampler? sampler = null, Augmentation? augmentation = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (Dataset, BatchSize, Seed, Augmentation) = (dataset, batchSize, seed, augmentation);
        int count = sampler?.Count ?? dataset.Count;
        BatchesPerEpoch = keepRemainder ? (count + batchSize - 1) / batchSize : count / batchSize;
        if (BatchesPerEpoch == 0)
            throw new ArgumentException($"DataLoader: {count} examples do not fill one batch of {batchSize}; choose a smaller batch or keepRemainder.");
        Sampler = sampler ?? new ShuffledSampler(count);
        Fields = dataset.Fields;
    }

    /// <summary>Where the examples come from.</summary>
    public Dataset Dataset { get; }

    /// <summary>Examples per full batch.</summary>
    public int BatchSize { get; }

    /// <summary>Seed of the order and of the augmentation.</summary>
    public long Seed { get; }

    /// <summary>The order of the examples.</summary>
    public Sampler Sampler { get; }

    /// <summary>What changes every example; null where nothing does.</summary>
    public Augmentation? Augmentation { get; }

    /// <summary>Batches in one epoch.</summary>
    public int BatchesPerEpoch { get; }

    internal IReadOnlyList<Field> Fields { get; }

    /// <summary>Whether examples are made one by one, which several threads can do, and not a batch at once.</summary>
    internal bool ReadsExamples => Dataset is SampleDataset || Augmentation is not null;

    /// <summary>The batch of a step, counted from 0 through all epochs; the caller owns it. Thread-safe where the data set is.</summary>
    /// <exception cref="LoadingException">An example could not be read or changed.</exception>
    public Batch At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        using var batch = new PendingBatch(this, step);
        for (int part = 0; part < batch.Parts; part++)
            batch.Make(part);
        return batch.Take();
    }

    /// <summary>The batches of a step and all after it, which threads make ahead of their use: the same as those of <see cref="At"/>.</summary>
    /// <param name="from">First step.</param>
    /// <param name="threads">Threads that make batches; 0 makes each when it is asked for. The data set must allow as many at once. Null is 1 where
    /// examples are read one by one or augmented, else 0.</param>
    /// <param name="ahead">Batches that are made before they are asked for; with the one in use, so many plus one are in memory.</param>
    /// <param name="cancellation">Ends the work; whoever waits for a batch gets an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step or the number of threads is negative, or nothing is made ahead.</exception>
    public BatchReader Stream(long from = 0, int? threads = null, int ahead = 2, CancellationToken cancellation = default) =>
        new(this, from, threads ?? (ReadsExamples ? 1 : 0), ahead, cancellation);

    /// <summary>Number of examples in the batch of a step.</summary>
    internal int SizeOf(long step) => Math.Min(BatchSize, Sampler.Count - StartOf(step));

    /// <summary>The examples in the batch of a step.</summary>
    internal PendingBatch.Slice SliceOf(long step)
    {
        var (order, part) = (OrderOf(step / BatchesPerEpoch), StartOf(step)..(StartOf(step) + SizeOf(step)));
        return new(order.Number, order.Indices[part], order.Repeats[part]);
    }

    private int StartOf(long step) => (int)(step % BatchesPerEpoch) * BatchSize;

    private Epoch OrderOf(long number)
    {
        if (latest is { } known && known.Number == number)
            return known;
        var indices = Sampler.Order(Seed, number);
        var seen = new Dictionary<long, int>();
        return latest = new(number, indices, Augmentation is null ? new int[indices.Length] : [.. indices.Select(index => seen[index] = seen.GetValueOrDefault(index, -1) + 1)]);
    }

    /// <summary>The order of an epoch: indices, and how often each came before.</summary>
    private sealed record Epoch(long Number, long[] Indices, int[] Repeats);
}
