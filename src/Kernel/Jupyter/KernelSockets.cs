using System.Collections.Concurrent;
using Marginalia.Kernel.Jupyter.Messages;
using Marginalia.Kernel.Jupyter.Sockets;

namespace Marginalia.Kernel.Jupyter;

/// <summary>
/// The kernel's sockets. One thread owns them: it takes in what arrives and sends what others have queued, in the order of the queue,
/// so outputs, replies and status never overtake each other. The heartbeat runs by itself.
/// </summary>
internal sealed class KernelSockets : IDisposable
{
    const string WakeEndpoint = "inproc://wake";
    const int LargestFrame = 256 << 20;

    readonly ZmqContext _context = new();
    readonly Dictionary<ChannelName, ZmqSocket> _sockets = [];
    readonly ZmqSocket _wake, _waker;
    readonly ConcurrentQueue<Outgoing> _outgoing = [];
    readonly Action<ChannelName, IReadOnlyList<byte[]>> _received;
    readonly Lock _gate = new();
    Thread? _thread, _heartbeat;
    bool _woken, _closed;
    volatile bool _stopping;

    sealed record Outgoing(ChannelName Channel, IReadOnlyList<byte[]> Frames, Action? Undeliverable);

    /// <summary>Binds every socket.</summary>
    /// <param name="file">The addresses.</param>
    /// <param name="received">Takes what arrives, on the sockets' thread: quickly, and without an exception.</param>
    /// <exception cref="IOException">An address cannot be had, or libzmq is missing.</exception>
    public KernelSockets(ConnectionFile file, Action<ChannelName, IReadOnlyList<byte[]>> received)
    {
        _received = received;
        try
        {
            _wake = _context.Socket(SocketKind.Pair);
            _wake.Bind(WakeEndpoint);
            _waker = _context.Socket(SocketKind.Pair);
            _waker.Connect(WakeEndpoint);
            foreach (var channel in file.Ports.Keys)
                Bind(channel, file);
        }
        catch (ZmqException)
        {
            Close();
            throw;
        }
    }

    /// <summary>Begins to receive and send.</summary>
    public void Start()
    {
        _heartbeat = new(() => _ = Zmq.Proxy(_sockets[ChannelName.Heartbeat].Handle, _sockets[ChannelName.Heartbeat].Handle, 0)) { IsBackground = true, Name = "heartbeat" };
        _heartbeat.Start();
        _thread = new(Work) { IsBackground = true, Name = "sockets" };
        _thread.Start();
    }

    /// <summary>Queues a message; <paramref name="undeliverable"/> is called when its addressee is not connected.</summary>
    public void Send(ChannelName channel, IReadOnlyList<byte[]> frames, Action? undeliverable = null)
    {
        _outgoing.Enqueue(new(channel, frames, undeliverable));
        Wake();
    }

    /// <summary>Sends what is queued and closes everything; what is still under way then is given a second.</summary>
    public void Dispose()
    {
        _stopping = true;
        Wake();
        _thread?.Join();
        Close();
    }

    void Bind(ChannelName channel, ConnectionFile file)
    {
        var socket = _sockets[channel] = _context.Socket(channel == ChannelName.Iopub ? SocketKind.Publish : SocketKind.Router);
        socket.Set(SocketOption.Ipv6, file.IsIpv6 ? 1 : 0);
        socket.Set(SocketOption.LargestMessage, BitConverter.GetBytes((long)LargestFrame));
        if (channel != ChannelName.Iopub)
            socket.Set(SocketOption.HandOver, 1); // a client that comes back under its name takes over from its dead connection
        if (channel == ChannelName.Stdin)
            socket.Set(SocketOption.RefuseUnknownPeer, 1);
        socket.Bind(file.Endpoint(channel));
    }

    void Wake()
    {
        lock (_gate)
        {
            if (_woken || _closed)
                return;
            _woken = true;
            _waker.Send([[]]);
        }
    }

    void Work()
    {
        ChannelName[] channels = [ChannelName.Control, ChannelName.Stdin, ChannelName.Shell];
        var poller = new ZmqPoller([_wake, .. channels.Select(channel => _sockets[channel])]);
        while (!_stopping || !_outgoing.IsEmpty)
        {
            foreach (var socket in poller.Wait())
                if (socket == _wake)
                    Rest();
                else if (socket.Receive(wait: false) is { } frames)
                    _received(channels.First(channel => _sockets[channel] == socket), frames);
            while (_outgoing.TryDequeue(out var message))
                if (!_sockets[message.Channel].Send(message.Frames))
                    message.Undeliverable?.Invoke();
        }
    }

    void Rest()
    {
        lock (_gate)
        {
            _wake.Receive(wait: false);
            _woken = false;
        }
    }

    void Close()
    {
        lock (_gate)
            _closed = true;
        foreach (var (channel, socket) in _sockets)
            if (channel != ChannelName.Heartbeat)
                socket.Dispose();
        _waker?.Dispose();
        _wake?.Dispose();
        _context.ShutDown();
        _heartbeat?.Join();
        if (_sockets.TryGetValue(ChannelName.Heartbeat, out var heartbeat))
            heartbeat.Dispose();
        _context.Dispose();
    }
}
