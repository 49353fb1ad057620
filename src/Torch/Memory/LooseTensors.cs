using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// The tensors that no scope owns. They have no finalizers, which are slow to make and free on another thread: this list holds
/// every one by a weak handle beside its native reference. When it fills, or when the native memory behind it passes a budget,
/// the thread that makes the next tensor frees the dead ones; before that it collects the youngest generation, if those that died of
/// themselves are too few. Handles are used again, so making a tensor costs one entry in an array.
/// </summary>
static unsafe class LooseTensors
{
    /// <summary>What even an empty tensor costs.</summary>
    internal const long SmallestTensor = 512;

    /// <summary>What a tensor costs at least that has a place in the graph of gradients.</summary>
    internal const long SmallestInGraph = 2048;

    const int SmallestCount = 1024;
    const long SmallestBudget = 32 << 20;

    struct Entry
    {
        internal WeakGCHandle<Tensor> Tensor;
        internal nint Handle; // 0 once disposed
        internal long Bytes; // negative: in the graph
    }

    static readonly Lock Gate = new();
    static Entry[] entries = new Entry[SmallestCount];
    static int count, countLimit = SmallestCount, collections;
    static long live, lingering, budget = SmallestBudget;
    static nint[] dead = [];
    static bool sweeping;

    /// <summary>Bytes of native memory behind the tensors of the list.</summary>
    internal static long Live => Volatile.Read(ref live);

    /// <summary>Takes over a tensor.</summary>
    internal static void Add(Tensor tensor, nint handle)
    {
        int inGraph;
        var bytes = Native.mt_bytes(handle, &inGraph);
        bool full;
        lock (Gate)
        {
            if (count == entries.Length) Array.Resize(ref entries, 2 * count);
            ref var entry = ref entries[count];
            if (entry.Tensor.IsAllocated) entry.Tensor.SetTarget(tensor);
            else entry.Tensor = new(tensor);
            entry.Handle = handle;
            entry.Bytes = inGraph != 0 ? -(bytes + SmallestInGraph) : bytes + SmallestTensor;
            live += Math.Abs(entry.Bytes);
            tensor.Place = count++;
            full = count > countLimit || live + lingering > budget;
        }
        if (full) Sweep(tensor);
    }

    /// <summary>Gives a tensor away: it is disposed, or goes to a scope.</summary>
    internal static void Remove(Tensor tensor, bool disposed)
    {
        lock (Gate)
        {
            ref var entry = ref entries[tensor.Place];
            live -= Math.Abs(entry.Bytes);
            if (disposed && entry.Bytes < 0) lingering -= entry.Bytes; // the graph may keep its memory
            entry.Handle = 0;
            while (count > 0 && entries[count - 1].Handle == 0) count--;
        }
    }

    /// <summary>Frees the dead until memory and count are well below their limits; raises the limits when the rest really lives.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Sweep(Tensor newest)
    {
        lock (Gate)
        {
            if (sweeping) return;
            sweeping = true;
        }
        try
        {
            FreeDead();
            if (!IsLow()) CollectGarbage();
        }
        finally
        {
            lock (Gate)
            {
                SetLimits();
                sweeping = false;
            }
        }
        GC.KeepAlive(newest);
    }

    /// <summary>Mostly the youngest generation; now and then an older one, where the root of a graph may have ended up.</summary>
    static void CollectGarbage()
    {
        collections++;
        for (var generation = collections % 64 == 0 ? 2 : collections % 8 == 0 ? 1 : 0; generation <= GC.MaxGeneration; generation++)
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            Volatile.Write(ref lingering, 0);
            FreeDead();
            if (IsLow()) return;
        }
    }

    /// <summary>Frees all that is dead now, and sets the limits by what lives.</summary>
    internal static void Collect()
    {
        GC.Collect();
        FreeDead();
        lock (Gate) SetLimits();
    }

    static void SetLimits()
    {
        countLimit = Math.Max(SmallestCount, 2 * count);
        budget = Math.Max(SmallestBudget, 2 * live);
    }

    static bool IsLow() => count < countLimit * 6L / 10 && live + lingering < budget * 6 / 10;

    /// <summary>Closes the gaps in the list and frees what belonged to collected tensors.</summary>
    static void FreeDead()
    {
        int found;
        lock (Gate) found = TakeDead();
        fixed (nint* handles = dead) Native.mt_free(handles, found);
    }

    static int TakeDead()
    {
        if (dead.Length < count) dead = new nint[entries.Length];
        var (kept, found) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            ref var entry = ref entries[i];
            if (entry.Handle == 0) continue;
            if (entry.Tensor.TryGetTarget(out var tensor))
            {
                tensor.Place = kept;
                (entries[kept], entries[i]) = (entries[i], entries[kept]);
                kept++;
                continue;
            }
            dead[found++] = entry.Handle;
            live -= Math.Abs(entry.Bytes);
            entry.Handle = 0;
        }
        count = kept;
        return found;
    }
}
