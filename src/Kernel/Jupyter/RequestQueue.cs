using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter;

/// <summary>A thread that answers messages one after the other.</summary>
internal sealed class RequestQueue
{
    readonly object _gate = new();
    readonly Queue<JupyterMessage> _messages = [];
    readonly Action<JupyterMessage> _answer;
    readonly Thread _thread;
    bool _busy, _ended;

    public RequestQueue(string name, Action<JupyterMessage> answer)
    {
        _answer = answer;
        _thread = new(Work) { IsBackground = true, Name = name };
    }

    /// <summary>What is still to be answered.</summary>
    public IReadOnlyList<JupyterMessage> Waiting
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    public void Start() => _thread.Start();

    public void Add(JupyterMessage message)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _messages.Enqueue(message);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until everything so far is answered; false when that takes longer than the time.</summary>
    public bool WaitIdle(TimeSpan patience)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (_gate)
        {
            while (_busy || _messages.Count > 0)
                if (end - Environment.TickCount64 is not (> 0 and var left) || !Monitor.Wait(_gate, (int)left))
                    return false;
            return true;
        }
    }

    /// <summary>Drops what is waiting and ends; false when the message in hand is not answered within the time.</summary>
    public bool Stop(TimeSpan patience)
    {
        lock (_gate)
        {
            _ended = true;
            _messages.Clear();
            Monitor.PulseAll(_gate);
        }
        return _thread.Join(patience);
    }

    void Work()
    {
        while (Next() is { } message)
            _answer(message);
    }

    JupyterMessage? Next()
    {
        lock (_gate)
        {
            _busy = false;
            Monitor.PulseAll(_gate);
            while (_messages.Count == 0 && !_ended)
                Monitor.Wait(_gate);
            _busy = !_ended;
            return _ended ? null : _messages.Dequeue();
        }
    }
}
