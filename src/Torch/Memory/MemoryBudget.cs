using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>
/// Native memory that only the garbage collector can free: tensors in no dispose scope, and what the graph of gradients
/// keeps of disposed ones until its last tensor is collected. The collector does not see it; so when it passes a budget we
/// collect: the youngest generation first, which is cheap and mostly enough.
/// </summary>
static class MemoryBudget
{
    /// <summary>What even an empty tensor costs.</summary>
    internal const long SmallestTensor = 512;

    /// <summary>What a tensor costs at least that has a place in the graph of gradients.</summary>
    internal const long SmallestInGraph = 2048;

    const long Base = 32 << 20;
    static long live;
    static long lingering;
    static long budget = Base;
    static int collecting, collections;
    [ThreadStatic] static int callbacks;

    internal static long Live => Volatile.Read(ref live);

    internal static void Add(long bytes)
    {
        if (Interlocked.Add(ref live, bytes) + Volatile.Read(ref lingering) > Volatile.Read(ref budget)) Collect();
    }

    internal static void Remove(long bytes) => Interlocked.Add(ref live, -bytes);

    /// <summary>The tensor is disposed, but the graph may keep its memory.</summary>
    internal static void Linger(long bytes)
    {
        Remove(bytes);
        Interlocked.Add(ref lingering, bytes);
    }

    /// <summary>Inside a callback from native code waiting for finalizers could deadlock, so nothing is collected there.</summary>
    internal static void EnterCallback() => callbacks++;

    internal static void LeaveCallback() => callbacks--;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Collect()
    {
        if (callbacks > 0 || Interlocked.Exchange(ref collecting, 1) != 0) return;
        try
        {
            // Now and then an older generation, where the root of a graph may have ended up.
            collections++;
            for (var generation = collections % 64 == 0 ? 2 : collections % 8 == 0 ? 1 : 0; generation <= GC.MaxGeneration; generation++)
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
                Volatile.Write(ref lingering, 0);
                if (Live < budget * 6 / 10) return;
            }
            Volatile.Write(ref budget, Math.Max(Base, 2 * Live));
        }
        finally
        {
            Volatile.Write(ref collecting, 0);
        }
    }
}
