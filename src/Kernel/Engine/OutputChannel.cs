using System.Runtime.ExceptionServices;
using System.Text;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>
/// One engine's output. Cells only append to a queue; a thread per cell hands the queue to the sink, in order, console text in batches.
/// So the interrupt of a cell never cuts a sink's work in half, and a sink may write to the console itself.
/// Text that a background task writes between two cells waits for the next one.
/// </summary>
internal sealed class OutputChannel
{
    const int BatchLength = 8192, BacklogLength = 1 << 20;
    static readonly TimeSpan s_batchTime = TimeSpan.FromMilliseconds(50), s_slowDown = TimeSpan.FromMilliseconds(20);

    readonly object _gate = new();
    readonly LinkedList<Item> _queue = [];
    int _backlog;
    bool _closing;
    Thread? _thread;
    Exception? _failure;

    /// <summary>Console text if <c>Text</c> is set, else something for the sink to do.</summary>
    sealed record Item(string Stream, StringBuilder? Text, Action<IOutputSink>? Deliver);

    /// <summary>Starts delivery to the sink of a cell.</summary>
    public void Attach(IOutputSink sink)
    {
        _closing = false;
        _failure = null;
        _thread = new Thread(() => Deliver(sink)) { IsBackground = true, Name = "cell output" };
        _thread.Start();
    }

    /// <summary>Waits until everything is delivered; rethrows what the sink threw.</summary>
    public void Detach()
    {
        Enqueue(() => _closing = true);
        _thread!.Join();
        _thread = null;
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Console text. A cell that writes faster than the sink reads is slowed down.</summary>
    public void Write(string stream, string text)
    {
        if (text.Length == 0 || (_thread is null && _backlog > BatchLength))
            return;
        Enqueue(() =>
        {
            if (_queue.Last?.Value is { Text: { } last } item && item.Stream == stream)
                last.Append(text);
            else
                _queue.AddLast(new Item(stream, new(text), null));
            _backlog += text.Length;
        });
        if (_backlog > BacklogLength)
            Thread.Sleep(s_slowDown);
    }

    /// <summary>A shown value that nothing will replace.</summary>
    public void Display(MimeBundle bundle) => Display(bundle, Guid.NewGuid().ToString("N"), update: false);

    public void Display(MimeBundle bundle, string displayId, bool update) => Post(sink => sink.Display(bundle, displayId, update));

    public void Result(MimeBundle bundle) => Post(sink => sink.Result(bundle));

    public string? ReadLine()
    {
        var answer = new TaskCompletionSource<string?>();
        Post(sink =>
        {
            try
            {
                answer.SetResult(sink.ReadLine());
            }
            catch (InvalidOperationException error)
            {
                answer.SetException(error);
            }
        });
        return answer.Task.GetAwaiter().GetResult();
    }

    void Post(Action<IOutputSink> deliver) => Enqueue(() => _queue.AddLast(new Item("", null, deliver)));

    void Enqueue(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }

    void Deliver(IOutputSink sink)
    {
        while (Next() is { } item)
        {
            if (_failure is not null)
                continue;
            try
            {
                if (item.Text is { } text)
                    sink.Stream(item.Stream, text.ToString());
                else
                    item.Deliver!(sink);
            }
            catch (Exception error)
            {
                _failure = error; // the engine throws it when the cell is over
            }
        }
    }

    /// <summary>The next item, once it is full, old enough or followed by another; null at the end of the cell.</summary>
    Item? Next()
    {
        lock (_gate)
        {
            while (_queue.Count == 0 && !_closing)
                Monitor.Wait(_gate);
            var deadline = Environment.TickCount64 + (long)s_batchTime.TotalMilliseconds;
            while (!_closing && _queue.Count == 1 && _queue.First!.Value.Text is { Length: < BatchLength } && deadline - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(_gate, (int)left);
            if (_queue.First is not { } first)
                return null;
            _queue.RemoveFirst();
            _backlog -= first.Value.Text?.Length ?? 0;
            return first.Value;
        }
    }
}
