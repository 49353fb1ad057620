namespace Marginalia.Kernel.Engine;

/// <summary>Runs the continuations of a cell's top-level awaits on the cell's own thread, so that the whole cell can be interrupted.</summary>
internal sealed class PumpContext : SynchronizationContext
{
    readonly object _gate = new();
    readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _queue.Enqueue((d, state));
            Monitor.Pulse(_gate);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("a cell's thread takes no synchronous calls");

    /// <summary>Runs continuations until the task is over.</summary>
    public void RunUntilDone(Task task)
    {
        task.ContinueWith(_ => Post(_ => { }, null), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            var (callback, state) = Next();
            callback(state);
        }
    }

    (SendOrPostCallback Callback, object? State) Next()
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
                Monitor.Wait(_gate);
            return _queue.Dequeue();
        }
    }
}
