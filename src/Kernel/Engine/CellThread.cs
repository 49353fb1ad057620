using System.Runtime;
using System.Runtime.ExceptionServices;

namespace Marginalia.Kernel.Engine;

/// <summary>A fresh thread for each cell, which can be stopped: by abort where it computes, by interrupt where it waits.</summary>
internal static class CellThread
{
    const int StackSize = 64 << 20;
    static readonly TimeSpan s_firstWake = TimeSpan.FromMilliseconds(30), s_nextWake = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the body; returns false when it did not stop within <paramref name="patience"/> of the token's cancellation.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static bool Run(Action body, TimeSpan patience, CancellationToken token)
    {
        Exception? failure = null;
        var finished = new ManualResetEventSlim(); // not disposed: an abandoned thread may set it later
        var thread = new Thread(() =>
        {
            try
            {
#pragma warning disable SYSLIB0046 // the only way to stop code that does not cooperate
                ControlledExecution.Run(body, token);
#pragma warning restore SYSLIB0046
            }
            catch (Exception error)
            {
                failure = error;
            }
            finished.Set();
        }, StackSize)
        { IsBackground = true, Name = "cell" };
        thread.Start();

        WaitHandle.WaitAny([finished.WaitHandle, token.WaitHandle]);
        if (!finished.IsSet && !Wake(thread, patience))
            return false;
        thread.Join();
        token.ThrowIfCancellationRequested();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    /// <summary>The abort does not reach a thread that sleeps or waits for a lock, task or handle: interrupt it until it is gone.</summary>
    static bool Wake(Thread thread, TimeSpan patience)
    {
        var end = DateTime.UtcNow + patience;
        for (var wait = s_firstWake; !thread.Join(wait); wait = s_nextWake)
        {
            if (DateTime.UtcNow > end)
                return false;
            thread.Interrupt();
        }
        return true;
    }
}
