using System.Runtime.CompilerServices;

namespace Marginalia.Kernel.Engine;

/// <summary>Runs code that the abort of an interrupted cell must not cut in half: aborts wait until a <c>finally</c> block is done.</summary>
internal static class Unabortable
{
    static int s_entries;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(Action action)
    {
        try
        {
            Volatile.Write(ref s_entries, 1); // an empty try would be removed, and the finally with it
        }
        finally
        {
            action();
        }
    }
}
