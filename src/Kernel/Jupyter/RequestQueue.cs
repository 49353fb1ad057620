using System.Collections.Concurrent;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter;

/// <summary>A thread that answers messages one after the other.</summary>
internal sealed class RequestQueue : IDisposable
{
    readonly BlockingCollection<JupyterMessage> _messages = [];
    readonly Thread _thread;

    public RequestQueue(string name, Action<JupyterMessage> answer)
    {
        _thread = new(() =>
        {
            foreach (var message in _messages.GetConsumingEnumerable())
                answer(message);
        })
        { IsBackground = true, Name = name };
    }

    /// <summary>What is still to be answered.</summary>
    public IReadOnlyList<JupyterMessage> Waiting => [.. _messages];

    public void Start() => _thread.Start();

    public void Add(JupyterMessage message)
    {
        if (!_messages.IsAddingCompleted)
            _messages.Add(message);
    }

    /// <summary>Drops what is waiting; false when the message in hand is not answered within the time.</summary>
    public bool Stop(TimeSpan patience)
    {
        _messages.CompleteAdding();
        while (_messages.TryTake(out _))
        {
        }
        return _thread.Join(patience);
    }

    public void Dispose() => _messages.Dispose();
}
