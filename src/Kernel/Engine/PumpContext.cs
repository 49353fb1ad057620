using System.Collections.Concurrent;

namespace Marginalia.Kernel.Engine;

/// <summary>Runs the continuations of a cell's top-level awaits on the cell's own thread, so that the whole cell can be interrupted.</summary>
internal sealed class PumpContext : SynchronizationContext
{
    readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!_queue.IsAddingCompleted)
            _queue.Add((d, state));
        else
            base.Post(d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("a cell's thread takes no synchronous calls");

    /// <summary>Runs continuations until the task is over or the token is cancelled.</summary>
    public void RunUntilDone(Task task, CancellationToken token)
    {
        task.ContinueWith(_ => _queue.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        foreach (var (callback, state) in _queue.GetConsumingEnumerable(token))
            callback(state);
    }
}
