using System.Runtime.ExceptionServices;

namespace Marginalia.Kernel.Engine;

/// <summary>
/// A fresh thread for each cell, which can be stopped. A cell's own code looks for that in every loop and method (<see cref="Checkpoint"/>);
/// where it waits (sleep, lock, task, handle) the thread is interrupted. What computes in a library without ever waiting cannot be stopped:
/// the runtime's abort (<c>ControlledExecution</c>) ends the whole process when it meets framework code.
/// </summary>
internal static class CellThread
{
    const int StackSize = 16 << 20;
    static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(25), s_wake = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the body; returns false when it did not stop within <paramref name="patience"/> of the token's cancellation.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static bool Run(Action body, TimeSpan patience, CancellationToken token)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error)
            {
                failure = error;
            }
        }, StackSize)
        { IsBackground = true, Name = "cell" };
        thread.Start();

        while (!thread.Join(s_look))
            if (token.IsCancellationRequested)
                return Stop(thread, patience) ? throw new OperationCanceledException(token) : false;
        if (failure is null)
            return true;
        token.ThrowIfCancellationRequested();
        ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    static bool Stop(Thread thread, TimeSpan patience)
    {
        var end = DateTime.UtcNow + patience;
        for (var wait = s_look; !thread.Join(wait); wait = s_wake)
        {
            if (DateTime.UtcNow > end)
                return false;
            thread.Interrupt();
        }
        return true;
    }
}
