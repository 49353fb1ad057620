using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Jupyter.Messages;
using Marginalia.Kernel.Jupyter.Requests;

namespace Marginalia.Kernel.Jupyter;

/// <summary>A Jupyter kernel: listens where a connection file says, until a client shuts it down.</summary>
internal sealed class JupyterKernel : IDisposable
{
    static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1), s_courtesy = TimeSpan.FromMilliseconds(200), s_warmUp = TimeSpan.FromMinutes(1), s_settle = TimeSpan.FromMilliseconds(300);

    readonly KernelLog _log;
    readonly MessageSigner _signer;
    readonly KernelSockets _sockets;
    readonly KernelLink _link;
    readonly InputDesk _input;
    readonly RequestQueue _shell, _control, _aside;
    readonly ExecuteHandler _execute;
    readonly Dictionary<string, IRequestHandler> _handlers;
    readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock _status = new();
    JupyterRequest? _inHand;

    /// <summary>Binds the sockets.</summary>
    /// <param name="connectionFile">Path of the file that the client wrote.</param>
    /// <param name="log">Gets a line for each thing that went wrong.</param>
    /// <exception cref="IOException">The connection file makes no sense, an address cannot be had, or libzmq is missing; the message says what to do.</exception>
    public JupyterKernel(string connectionFile, TextWriter log)
    {
        var file = ConnectionFile.Read(connectionFile);
        _log = new(log);
        _signer = new(file.Key);
        _sockets = new(file, Receive);
        _link = new(_sockets, _signer);
        _input = new(_link, _log);
        _shell = new("shell", Answer);
        _control = new("control", Answer);
        _aside = new("aside", message =>
        {
            _shell.WaitIdle(s_courtesy); // what came before it counts, unless that takes long
            Answer(message);
        });
        var history = new ExecutionHistory();
        _execute = new(Engine, history, _input, () => _shell.Waiting);
        _handlers = ((IRequestHandler[])
        [
            new KernelInfoHandler(), _execute, new IsCompleteHandler(Engine), new CompleteHandler(Engine), new InspectHandler(Engine), new HistoryHandler(history),
            new CommInfoHandler(), new CommOpenHandler(), new CommClosedHandler("comm_msg"), new CommClosedHandler("comm_close"),
            new InterruptHandler(Interrupt), new ShutdownHandler(Stop), new DebugHandler(),
        ]).ToDictionary(handler => handler.Type);
    }

    /// <summary>Runs the cells.</summary>
    public NotebookEngine Engine { get; } = new(new() { LiveOutput = true });

    /// <summary>Answers clients until one of them, or <see cref="Stop"/>, ends the kernel.</summary>
    public void Run()
    {
        _sockets.Start();
        _control.Start();
        _shell.Start();
        _aside.Start();
        _link.Publish("status", null, new() { ["execution_state"] = "starting" });
        new Thread(WarmUp) { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();
        _stop.Task.Wait();
        _execute.End();
        _control.Stop(s_farewell);
        _aside.Stop(s_farewell);
        if (!_shell.Stop(s_farewell))
            _log.Write("the running cell did not stop; it ends with the process");
    }

    /// <summary>Stops the running cell, if there is one; its state is kept.</summary>
    public void Interrupt() => _execute.Interrupt();

    /// <summary>Lets <see cref="Run"/> end.</summary>
    public void Stop() => _stop.TrySetResult();

    /// <summary>A cell ends the process: clients get what it has shown, and its reply. Nothing happens when <see cref="Run"/> is over.</summary>
    public void EndWithProcess()
    {
        if (_stop.Task.IsCompleted)
            return;
        _execute.Lose();
        Dispose();
    }

    /// <summary>Sends what is still to be sent, and closes the sockets.</summary>
    public void Dispose() => _sockets.Dispose();

    // A first cell that comes at once is quicker without this beside it.
    void WarmUp()
    {
        Thread.Sleep(s_settle);
        if (_shell.WaitIdle(s_warmUp))
            NotebookEngine.WarmUp();
        if (_shell.WaitIdle(s_warmUp))
            Engine.WarmUpIntelligence();
    }

    void Receive(ChannelName channel, IReadOnlyList<byte[]> frames)
    {
        try
        {
            var message = JupyterMessage.Read(channel, frames, _signer);
            if (channel == ChannelName.Stdin)
                _input.Take(message);
            else if (channel == ChannelName.Control)
                _control.Add(message);
            else
                (_handlers.GetValueOrDefault(message.Type) is { Aside: true } ? _aside : _shell).Add(message);
        }
        catch (MessageException error)
        {
            _log.Write($"{channel.Text()}: message refused: {error.Message}");
        }
    }

    void Answer(JupyterMessage message)
    {
        if (!_handlers.TryGetValue(message.Type, out var handler) || (message.Channel == ChannelName.Control && !handler.OnControl))
        {
            _log.Write($"{message.Channel.Text()}: message ignored: type '{message.Type}' is not known here");
            return;
        }
        var request = new JupyterRequest(message, _link);
        lock (_status)
        {
            request.PublishStatus("busy");
            if (message.Channel == ChannelName.Shell && !handler.Aside)
                _inHand = request;
        }
        try
        {
            handler.Handle(request);
        }
        catch (Exception error)
        {
            _log.Write($"{message.Channel.Text()}: {message.Type} failed: {(error is MessageException ? error.Message : error)}");
            request.ReplyError(error.GetType().Name, error.Message);
        }
        lock (_status)
        {
            request.PublishStatus("idle");
            if (_inHand == request)
                _inHand = null;
            else
                _inHand?.PublishStatus("busy"); // front ends show the last status they were told
        }
    }
}
