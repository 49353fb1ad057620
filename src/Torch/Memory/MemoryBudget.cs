using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>
/// Native memory of tensors that only the garbage collector can free. The collector does not see it; so when it passes a
/// budget we collect: the youngest generation first, which is cheap and mostly enough.
/// </summary>
static class MemoryBudget
{
    /// <summary>What even an empty tensor costs (its object, its place in the graph).</summary>
    internal const long SmallestTensor = 512;

    const long Base = 32 << 20;
    static long live;
    static long budget = Base;
    static int collecting;
    [ThreadStatic] static int callbacks;

    internal static long Live => Volatile.Read(ref live);

    internal static void Add(long bytes)
    {
        if (Interlocked.Add(ref live, bytes) > Volatile.Read(ref budget)) Collect();
    }

    internal static void Remove(long bytes) => Interlocked.Add(ref live, -bytes);

    /// <summary>Inside a callback from native code waiting for finalizers could deadlock, so nothing is collected there.</summary>
    internal static void EnterCallback() => callbacks++;

    internal static void LeaveCallback() => callbacks--;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Collect()
    {
        if (callbacks > 0 || Interlocked.Exchange(ref collecting, 1) != 0) return;
        try
        {
            for (var generation = 0; generation <= GC.MaxGeneration; generation++)
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
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
