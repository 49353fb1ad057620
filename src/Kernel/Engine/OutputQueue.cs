using System.Runtime.ExceptionServices;
using System.Text;

namespace Marginalia.Kernel.Engine;

/// <summary>
/// One engine's output. Cells only append; a thread hands the queue to the sinks, in order, console text in batches.
/// So the interrupt of a cell never cuts a sink's work in half, and a sink may write to the console itself.
/// </summary>
/// <param name="live">Whether what a background task shows between two cells goes to its own cell's sink at once, not to the next cell's.</param>
/// <param name="batchTime">How long text waits for more.</param>
internal sealed class OutputQueue(bool live, TimeSpan batchTime)
{
    const int BatchLength = 8192, BacklogLength = 1 << 20;
    static readonly TimeSpan s_slowDown = TimeSpan.FromMilliseconds(20), s_idle = TimeSpan.FromSeconds(2);

    readonly object _gate = new();
    readonly LinkedList<Item> _queue = [];
    IOutputSink? _current;
    long _posted, _delivered;
    int _backlog, _flushing;
    bool _delivering, _busy;
    Exception? _failure;

    /// <summary>Console text if <c>Text</c> is set, else something for the sink to do.</summary>
    sealed record Item(IOutputSink Sink, string Stream, StringBuilder? Text, Action<IOutputSink>? Deliver);

    /// <summary>Starts delivery for a cell.</summary>
    public OutputChannel Open(IOutputSink sink)
    {
        lock (_gate)
        {
            (_current, _failure) = (sink, null);
            Deliver();
        }
        return new(this, sink);
    }

    /// <summary>Ends the cell, once everything it has shown is delivered; rethrows what the sink threw.</summary>
    public void Close()
    {
        Flush();
        lock (_gate)
        {
            _current = null;
            while (_busy && !live)
                Monitor.Wait(_gate);
        }
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Waits until what has been shown so far is delivered.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            var goal = _posted;
            _flushing++;
            Monitor.PulseAll(_gate);
            try
            {
                while (_delivered < goal && Delivers)
                    Monitor.Wait(_gate);
            }
            finally
            {
                _flushing--;
            }
        }
    }

    public void Write(IOutputSink sink, string stream, string text)
    {
        if (text.Length == 0 || (!Delivers && _backlog > BatchLength))
            return;
        lock (_gate)
        {
            if (_queue.Last?.Value is { Text: { } last } item && item.Stream == stream && item.Sink == sink)
                last.Append(text);
            else
                Add(new(sink, stream, new(text), null));
            _backlog += text.Length;
            if (_backlog > BatchLength)
                Monitor.PulseAll(_gate);
        }
        if (_backlog > BacklogLength)
            Thread.Sleep(s_slowDown);
    }

    public void Post(IOutputSink sink, Action<IOutputSink> deliver)
    {
        lock (_gate)
            Add(new(sink, "", null, deliver));
    }

    bool Delivers => live || _current is not null;

    void Add(Item item)
    {
        _queue.AddLast(item);
        _posted++;
        if (Delivers)
            Deliver();
        Monitor.PulseAll(_gate);
    }

    void Deliver()
    {
        if (_delivering)
            return;
        _delivering = true;
        new Thread(() =>
        {
            while (Next() is var (sink, item))
                Deliver(sink, item);
        })
        { IsBackground = true, Name = "cell output" }.UnsafeStart();
    }

    void Deliver(IOutputSink sink, Item item)
    {
        try
        {
            if (_failure is not null)
                return;
            if (item.Text is { } text)
                sink.Stream(item.Stream, text.ToString());
            else
                item.Deliver!(sink);
        }
        catch (Exception error)
        {
            _failure = error; // the engine throws it when the cell is over
        }
        finally
        {
            lock (_gate)
            {
                _delivered++;
                _busy = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The next item and who gets it, once it is full, old enough or followed by another; null, and the thread ends, when nothing has come for a while.</summary>
    (IOutputSink Sink, Item Item)? Next()
    {
        lock (_gate)
        {
            while (!Ready())
                if (!Monitor.Wait(_gate, s_idle) && !Ready())
                {
                    _delivering = false;
                    return null;
                }
            var first = _queue.First!.Value;
            _queue.RemoveFirst();
            _backlog -= first.Text?.Length ?? 0;
            _busy = true;
            return (live ? first.Sink : _current!, first);
        }
    }

    /// <summary>Whether there is something to deliver; text that could still grow is given its time.</summary>
    bool Ready()
    {
        var deadline = Environment.TickCount64 + (long)batchTime.TotalMilliseconds;
        while (Delivers && _flushing == 0 && _queue is { Count: 1, First.Value.Text.Length: < BatchLength } && deadline - Environment.TickCount64 is > 0 and var left)
            Monitor.Wait(_gate, (int)left);
        return Delivers && _queue.Count > 0;
    }
}
