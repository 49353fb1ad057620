namespace Marginalia.Datasets;

/// <summary>A finite set of examples; each example is a set of named tensors.</summary>
/// <remarks>A subclass documents names, shapes and units, and returns the same example for the same index every time.</remarks>
public abstract class Dataset : IDisposable
{
    /// <summary>Number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>Names of the tensors of an example, the network's input first.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>What the tensors are, in the order of <see cref="Names"/>; a subclass with names of its own says it here.</summary>
    public virtual IReadOnlyList<Field> Fields => [.. Names.Select(Field.Of)];

    /// <summary>Examples by index, each name stacked to [indices, ...]; the caller owns the batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside 0 .. Count - 1.</exception>
    public abstract Batch Get(long[] indices);

    /// <summary>Frees what the data set holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what a subclass holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Refuses indices outside 0 .. Count - 1.</summary>
    protected void CheckIndices(long[] indices)
    {
        foreach (long index in indices)
            if (index < 0 || index >= Count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"{GetType().Name}: index {index} is outside 0 .. {Count - 1}.");
    }
}
