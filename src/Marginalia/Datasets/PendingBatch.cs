using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// A batch that is being made, part by part, by any number of threads. A part is one example where examples are read or changed one by one, else
/// the whole batch. What fails in a part is kept until the batch is taken.
/// </summary>
internal sealed class PendingBatch : IDisposable
{
    private readonly DataLoader loader;
    private readonly long step;
    private readonly Lazy<Slice> slice;
    private readonly Sample?[] samples;
    private readonly Exception?[] failures;
    private readonly bool whole;
    private Exception? stacking;
    private Batch? batch;
    private int left;
    private volatile bool complete;

    public PendingBatch(DataLoader loader, long step)
    {
        (this.loader, this.step) = (loader, step);
        slice = new(() => loader.SliceOf(step));
        whole = !loader.ReadsExamples;
        Parts = left = whole ? 1 : loader.SizeOf(step);
        samples = new Sample[Parts];
        failures = new Exception[Parts];
    }

    /// <summary>Which examples a batch holds; of each, how often it came in the epoch before.</summary>
    internal sealed record Slice(long Epoch, long[] Indices, int[] Repeats);

    /// <summary>Number of parts.</summary>
    public int Parts { get; }

    /// <summary>Whether it can be taken.</summary>
    public bool IsComplete => complete;

    /// <summary>Makes a part, each of which must be made once; the last one completes the batch.</summary>
    /// <returns>Whether it did.</returns>
    public bool Make(int part)
    {
        using (NewDisposeScope())
        {
            failures[part] = FailureOf(() =>
            {
                if (whole)
                    batch = loader.Dataset.Get(slice.Value.Indices).Detach();
                else
                    samples[part] = Read(part);
            });
            if (Interlocked.Decrement(ref left) > 0)
                return false;
            Stack();
            return complete = true;
        }
    }

    /// <summary>The complete batch, in the dispose scope of the caller, who owns it.</summary>
    /// <exception cref="LoadingException">A part failed; of several the first.</exception>
    public Batch Take()
    {
        for (int part = 0; part < Parts; part++)
            if (failures[part] is { } cause)
                throw new LoadingException(step, !whole && slice.IsValueCreated ? slice.Value.Indices[part] : null, cause);
        if (stacking is not null)
            throw new LoadingException(step, null, stacking);
        var taken = batch!.Attach();
        batch = null;
        return taken;
    }

    public void Dispose()
    {
        batch?.Dispose();
        foreach (var sample in samples)
            sample?.Dispose();
    }

    private Sample Read(int part)
    {
        var (epoch, indices, repeats) = slice.Value;
        var sample = loader.Dataset is SampleDataset one ? one.Read(indices[part]) : Single(indices[part]);
        if (loader.Augmentation is null)
            return sample;
        Sample? changed = null;
        try
        {
            var random = new SeededRandom(loader.Seed, epoch, indices[part], repeats[part], DataLoader.AugmentationStream);
            return changed = loader.Augmentation.Apply(sample, loader.Fields, random);
        }
        finally
        {
            if (changed != sample)
                sample.Dispose();
        }
    }

    private Sample Single(long index)
    {
        var one = loader.Dataset.Get([index]);
        return new(one.Names.Select(name => (name, one[name].squeeze(0))));
    }

    private void Stack()
    {
        if (!whole && failures.All(failure => failure is null))
            stacking = FailureOf(() => batch = Batch.Stack(samples!, slice.Value.Indices).Detach());
        foreach (var sample in samples)
            sample?.Dispose();
        Array.Clear(samples);
    }

    /// <summary>What an action throws, to be thrown where the batch is taken.</summary>
    private static Exception? FailureOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
