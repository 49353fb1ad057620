using System.IO.Hashing;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Caching;

/// <summary>Writes the examples of a data set to a cache file, a few at a time.</summary>
internal sealed class CacheWriter
{
    private const int BatchSize = 64;
    private readonly Dataset source;
    private readonly DataLoader loader;
    private CacheColumn[] columns;

    public CacheWriter(Dataset source)
    {
        this.source = source;
        loader = new(source, BatchSize, keepRemainder: true, sampler: new SequentialSampler(source.Count));
        using var batch = loader.At(0);
        columns = [.. source.Fields.Select(field => new CacheColumn(
            field.Name, field.Kind, batch[field.Name].dtype, batch[field.Name].shape[1..], CacheColumn.Smallest(batch[field.Name].dtype)))];
    }

    /// <summary>
    /// Writes the file. Starts with the most compact storage, and begins again with a wider one at the first number that it cannot hold: an example is
    /// made several times, but never are all in memory.
    /// </summary>
    /// <exception cref="InvalidOperationException">The examples differ in the shape or type of a tensor.</exception>
    /// <exception cref="LoadingException">An example could not be read.</exception>
    public void Write(Stream file, string key)
    {
        while (!TryWrite(file, key))
            file.SetLength(0);
    }

    private bool TryWrite(Stream file, string key)
    {
        long offset = CacheHeader.Alignment;
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = columns[i] with { Offset = offset };
            long end = offset + (long)source.Count * columns[i].RowBytes;
            offset = (end + CacheHeader.Alignment - 1) / CacheHeader.Alignment * CacheHeader.Alignment;
        }

        file.SetLength(offset);
        XxHash3[] checksums = [.. columns.Select(_ => new XxHash3())];
        using var batches = loader.Stream(threads: loader.ReadsExamples ? Environment.ProcessorCount : 0);
        for (int step = 0; step < loader.BatchesPerEpoch; step++)
        {
            using var scope = NewDisposeScope();
            var batch = batches.Next();
            var stored = columns.Select((column, i) => Store(batch[column.Name], step, i)).ToArray();
            if (stored.Any(bytes => bytes is null))
                return false;
            for (int i = 0; i < columns.Length; i++)
            {
                file.Position = columns[i].Offset + (long)step * BatchSize * columns[i].RowBytes;
                file.Write(stored[i]!);
                checksums[i].Append(stored[i]!);
            }
        }

        new CacheHeader(key, source.Count, [.. columns.Zip(checksums, (column, checksum) => column with { Checksum = checksum.GetCurrentHashAsUInt64() })]).Write(file);
        return true;
    }

    /// <summary>The bytes for a part of a column; null after its storage was widened because it could not hold them.</summary>
    private byte[]? Store(Tensor values, int step, int i)
    {
        var column = columns[i];
        if (values.dtype != column.Type || !values.shape.AsSpan(1).SequenceEqual(column.Shape))
            throw new InvalidOperationException(
                $"CachedDataset: '{column.Name}' is {column.Type} [{string.Join(", ", column.Shape)}] in example 0 and {values.dtype} [{string.Join(", ", values.shape[1..])}] "
                + $"in example {step * BatchSize}; a cache holds examples of one shape: crop or resize them.");
        var contiguous = values.cpu().contiguous();
        while (true)
        {
            var stored = new byte[values.shape[0] * columns[i].RowBytes];
            if (CacheNumbers.TryStore(contiguous.bytes, columns[i].Storage, stored))
                return columns[i].Storage == column.Storage ? stored : null;
            columns[i] = columns[i] with { Storage = CacheNumbers.Wider(columns[i].Storage) };
        }
    }
}
