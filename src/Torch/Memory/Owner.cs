namespace TorchSharp;

/// <summary>Frees a tensor that no scope owns once the garbage collector finds it unreachable. (Tensor itself has no finalizer: those are costly.)</summary>
sealed class Owner
{
    readonly long bytes;
    readonly bool inGraph;
    nint handle;

    internal unsafe Owner(nint handle)
    {
        this.handle = handle;
        int graph;
        bytes = Native.mt_bytes(handle, &graph);
        inGraph = graph != 0;
        bytes += inGraph ? MemoryBudget.SmallestInGraph : MemoryBudget.SmallestTensor;
        MemoryBudget.Add(bytes);
    }

    ~Owner() => Free(lingers: false);

    /// <summary>Frees the tensor now.</summary>
    internal void Dispose()
    {
        Free(lingers: inGraph);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the tensor away without freeing it.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref handle, 0) != 0) MemoryBudget.Remove(bytes);
        GC.SuppressFinalize(this);
    }

    unsafe void Free(bool lingers)
    {
        var freed = Interlocked.Exchange(ref handle, 0);
        if (freed == 0) return;
        if (lingers) MemoryBudget.Linger(bytes);
        else MemoryBudget.Remove(bytes);
        Native.mt_free(&freed, 1);
    }
}
