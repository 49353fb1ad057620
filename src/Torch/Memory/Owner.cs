namespace TorchSharp;

/// <summary>Frees a tensor that no scope owns once the garbage collector finds it unreachable. (Tensor itself has no finalizer: those are costly.)</summary>
sealed class Owner
{
    readonly long bytes;
    nint handle;

    internal Owner(nint handle)
    {
        this.handle = handle;
        bytes = Native.mt_bytes(handle) + MemoryBudget.SmallestTensor;
        MemoryBudget.Add(bytes);
    }

    ~Owner() => Free();

    /// <summary>Frees the tensor now.</summary>
    internal void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the tensor away without freeing it.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref handle, 0) != 0) MemoryBudget.Remove(bytes);
        GC.SuppressFinalize(this);
    }

    unsafe void Free()
    {
        var freed = Interlocked.Exchange(ref handle, 0);
        if (freed == 0) return;
        MemoryBudget.Remove(bytes);
        Native.mt_free(&freed, 1);
    }
}
