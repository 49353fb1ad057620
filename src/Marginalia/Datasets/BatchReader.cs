using System.Diagnostics;

namespace Marginalia.Datasets;

/// <summary>
/// The batches of a <see cref="DataLoader"/>, step by step, made ahead by threads of its own. Belongs to one thread, which disposes it: then its
/// threads finish the example that they are at, and all batches that nobody took are freed.
/// </summary>
/// <remarks>Where a thread meets an exception, its batch throws it; the batches before are not touched by it.</remarks>
public sealed class BatchReader : IDisposable
{
    private readonly DataLoader loader;
    private readonly int ahead;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenRegistration registration;
    private readonly Thread[] workers;
    private readonly object gate = new(); // guards all below
    private readonly Queue<PendingBatch> queue = new();
    private PendingBatch? open; // the last of the queue, while parts of it are to be given out
    private int openPart;
    private bool stopped;

    internal BatchReader(DataLoader loader, long from, int threads, int ahead, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ahead);
        (this.loader, this.ahead, this.cancellation, Step) = (loader, ahead, cancellation, from);
        workers = [.. Enumerable.Range(1, threads).Select(number => new Thread(Work) { IsBackground = true, Name = $"data {number}" })];
        registration = cancellation.Register(Stop);
        foreach (var worker in workers)
            worker.Start();
    }

    /// <summary>Step of the next batch. A stream that starts there goes on exactly as this one would.</summary>
    public long Step { get; private set; }

    /// <summary>Time that <see cref="Next"/> took so far: what training has lost to its data.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>The batch of the next step; the caller owns it.</summary>
    /// <exception cref="LoadingException">An example could not be read or changed; asking again throws it again.</exception>
    /// <exception cref="OperationCanceledException">The stream was cancelled.</exception>
    public Batch Next()
    {
        long start = Stopwatch.GetTimestamp();
        cancellation.ThrowIfCancellationRequested();
        var batch = workers.Length == 0 ? InPlace() : Await();
        Waited += Stopwatch.GetElapsedTime(start);
        return batch;
    }

    /// <summary>Ends the threads and frees the batches that nobody took.</summary>
    public void Dispose()
    {
        registration.Dispose();
        Stop();
        foreach (var worker in workers)
            worker.Join();
        foreach (var batch in queue)
            batch.Dispose();
        queue.Clear();
    }

    private Batch InPlace()
    {
        ObjectDisposedException.ThrowIf(stopped, this);
        var batch = loader.At(Step);
        Step++;
        return batch;
    }

    private Batch Await()
    {
        lock (gate)
        {
            PendingBatch? batch;
            while (!(queue.TryPeek(out batch) && batch.IsComplete))
            {
                cancellation.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(stopped, this);
                Monitor.Wait(gate);
            }

            var taken = batch.Take();
            queue.Dequeue();
            Step++;
            Monitor.PulseAll(gate);
            return taken;
        }
    }

    private void Work()
    {
        while (NextPart() is var (batch, part))
            if (batch.Make(part))
                lock (gate)
                    Monitor.PulseAll(gate);
    }

    /// <summary>The next part of a batch to make, once there is room for it; null when the stream ends.</summary>
    private (PendingBatch Batch, int Part)? NextPart()
    {
        lock (gate)
        {
            while (!stopped)
            {
                if (open is null && queue.Count < ahead)
                    queue.Enqueue(open = new PendingBatch(loader, Step + queue.Count));
                if (open is not null)
                {
                    var (batch, part) = (open, openPart);
                    (open, openPart) = part + 1 < batch.Parts ? (batch, part + 1) : (null, 0);
                    return (batch, part);
                }

                Monitor.Wait(gate);
            }

            return null;
        }
    }

    private void Stop()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
    }
}
