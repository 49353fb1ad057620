using System.Runtime.CompilerServices;

namespace Marginalia.Kernel.Engine;

/// <summary>Where a cell's code can be stopped. The engine puts checks into every loop, method and block lambda of a cell.</summary>
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

    /// <summary>
    /// What the loops of a method look at, taken when it is entered: a call in a loop, even one that is hardly ever made, would keep floating-point
    /// variables in memory.
    /// </summary>
    /// <exception cref="OperationCanceledException">The cell has been interrupted.</exception>
    public static CancellationToken Enter()
    {
        var token = CellContext.Current?.Token ?? default;
        token.ThrowIfCancellationRequested();
        return token;
    }

    /// <summary>What a loop throws when its cell has been interrupted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Exception Stopped(CancellationToken token) => new OperationCanceledException(token);

    /// <summary>From here on checkpoints look whether they belong to an interrupted cell.</summary>
    internal static void Close() => Interlocked.Increment(ref s_stopping);

    /// <summary>Undoes <see cref="Close"/>, a little later: tasks that the cell has left behind should stop too.</summary>
    internal static void Open() => Task.Delay(s_linger).ContinueWith(_ => Interlocked.Decrement(ref s_stopping), TaskScheduler.Default);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Look() => CellContext.Current?.Token.ThrowIfCancellationRequested();
}
