using System.Runtime.CompilerServices;

namespace Marginalia.Kernel.Engine;

/// <summary>Where a cell's code can be stopped. The engine puts a call into every loop, method and block lambda of a cell.</summary>
public static class Checkpoint
{
    static readonly TimeSpan s_linger = TimeSpan.FromSeconds(2);
    static int s_stopping;

    /// <summary>Goes on, or ends the cell when it has been interrupted. Costs one read of memory.</summary>
    /// <exception cref="OperationCanceledException">The cell has been interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass()
    {
        if (Volatile.Read(ref s_stopping) != 0)
            Look();
    }

    /// <summary>From here on checkpoints look whether they belong to an interrupted cell.</summary>
    internal static void Close() => Interlocked.Increment(ref s_stopping);

    /// <summary>Undoes <see cref="Close"/>, a little later: tasks that the cell has left behind should stop too.</summary>
    internal static void Open() => Task.Delay(s_linger).ContinueWith(_ => Interlocked.Decrement(ref s_stopping), TaskScheduler.Default);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Look() => CellContext.Current?.Token.ThrowIfCancellationRequested();
}
