using System.Collections.Concurrent;

namespace Marginalia.Datasets;

/// <summary>A data set that is read example by example, for example from a folder of files.</summary>
public abstract class SampleDataset : Dataset
{
    /// <summary>
    /// Reads an example; the caller owns it. The same index gives the same example. May be called from several threads at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside 0 .. Count - 1.</exception>
    /// <exception cref="DatasetException">A file of the example is missing or damaged.</exception>
    public abstract Sample Read(long index);

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A file of an example is missing or damaged.</exception>
    /// <exception cref="InvalidOperationException">The examples differ in the shape of a tensor.</exception>
    public override Batch Get(long[] indices)
    {
        CheckIndices(indices);
        var samples = new List<Sample>(indices.Length);
        try
        {
            foreach (long index in indices)
                samples.Add(Read(index));
            return Batch.Stack(samples, indices);
        }
        finally
        {
            samples.ForEach(sample => sample.Dispose());
        }
    }

    /// <summary>Reads every example and returns all that is wrong, in the order of the examples: one line each, which names the file.</summary>
    /// <param name="progress">Is told the share that is done, 0 .. 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IReadOnlyList<string> Verify(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var problems = new ConcurrentDictionary<long, IReadOnlyList<string>>();
        long done = 0;
        Parallel.For(0L, Count, new() { CancellationToken = cancellation }, index =>
        {
            try
            {
                Read(index).Dispose();
            }
            catch (DatasetException damage)
            {
                problems[index] = damage.Problems;
            }

            progress?.Report((double)Interlocked.Increment(ref done) / Count);
        });
        return [.. problems.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value).Distinct()];
    }
}
