using System.Collections;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Batches of a data set. Each enumeration is an epoch; with shuffling each has an order of its own, that
/// <see cref="FisherYatesShuffler"/> makes. The tensors of a batch are freed when the next one is asked for, unless they are
/// detached from the dispose scope or disposeBatch is false.
/// </summary>
/// <typeparam name="T">The data set's items.</typeparam>
/// <typeparam name="S">The batches.</typeparam>
public partial class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <param name="dataset">The examples.</param>
    /// <param name="batchSize">How many make a batch.</param>
    /// <param name="collate_fn">Makes a batch of items, on the device.</param>
    /// <param name="shuffler">The indices, in the order wanted.</param>
    /// <param name="device">Where the batches are to be; the processor if null.</param>
    /// <param name="num_worker">With 2 or more, that many threads each prepare a batch ahead. Otherwise the calling thread loads.</param>
    /// <param name="drop_last">Leaves out the last batch if it is smaller.</param>
    /// <param name="disposeBatch">Frees a batch when the next one is asked for.</param>
    /// <param name="disposeDataset">Disposes the data set with the loader.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        this.dataset = dataset;
        batch_size = batchSize;
        this.collate_fn = collate_fn;
        sampler = shuffler;
        Device = device ?? CPU;
        num_workers = num_worker;
        this.drop_last = drop_last;
        DisposeBatch = disposeBatch;
        DisposeDataset = disposeDataset;
    }

    /// <param name="dataset">The examples.</param>
    /// <param name="batchSize">How many make a batch.</param>
    /// <param name="collate_fn">Makes a batch of items, on the device.</param>
    /// <param name="shuffle">Whether each epoch has a random order.</param>
    /// <param name="device">Where the batches are to be; the processor if null.</param>
    /// <param name="seed">Where the sequence of orders starts; without one it follows <see cref="manual_seed"/>.</param>
    /// <param name="num_worker">With 2 or more, that many threads each prepare a batch ahead. Otherwise the calling thread loads.</param>
    /// <param name="drop_last">Leaves out the last batch if it is smaller.</param>
    /// <param name="disposeBatch">Frees a batch when the next one is asked for.</param>
    /// <param name="disposeDataset">Disposes the data set with the loader.</param>
    public DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, shuffle ? new FisherYatesShuffler(dataset.Count, seed) : InOrder(dataset), device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>The examples.</summary>
    public utils.data.Dataset<T> dataset { get; }

    /// <summary>How many examples make a batch.</summary>
    public int batch_size { get; }

    /// <summary>Whether a smaller last batch is left out.</summary>
    public bool drop_last { get; }

    /// <summary>The indices, in the order in which they are loaded.</summary>
    public IEnumerable<long> sampler { get; }

    /// <summary>How many threads load.</summary>
    public int num_workers { get; }

    /// <summary>Where the batches are.</summary>
    public Device Device { get; }

    /// <summary>Whether a batch is freed when the next one is asked for.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the data set is disposed with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>Makes a batch of items.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>How many batches an epoch has.</summary>
    public long Count
    {
        get
        {
            var examples = sampler.TryGetNonEnumeratedCount(out var given) ? given : dataset.Count;
            return drop_last ? examples / batch_size : (examples + batch_size - 1) / batch_size;
        }
    }

    /// <summary>Starts an epoch.</summary>
    public IEnumerator<S> GetEnumerator() => new Epoch(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Disposes the data set, if the loader owns it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset) dataset.Dispose();
    }

    static IEnumerable<long> InOrder(utils.data.Dataset<T> dataset)
    {
        for (long i = 0; i < dataset.Count; i++) yield return i;
    }
}
