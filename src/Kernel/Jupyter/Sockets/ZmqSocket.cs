using System.Runtime.InteropServices;

namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>One socket, for one thread at a time. Messages are lists of frames.</summary>
internal sealed unsafe class ZmqSocket : IDisposable
{
    const int NoWait = 1, More = 2, Interrupted = 4, LingerMilliseconds = 1000;

    public ZmqSocket(nint context, SocketKind kind)
    {
        Handle = Zmq.NewSocket(context, kind);
        if (Handle == 0)
            throw new ZmqException($"no socket: {Zmq.LastError}");
        Set(SocketOption.Linger, LingerMilliseconds);
        Set(SocketOption.SendQueue, 0); // no limit: a reader that is slow for a while misses nothing
    }

    public nint Handle { get; }

    public void Set(SocketOption option, int value) => Check(Zmq.SetOption(Handle, option, &value, sizeof(int)), option.ToString());

    public void Set(SocketOption option, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value)
            Check(Zmq.SetOption(Handle, option, start, (nuint)value.Length), option.ToString());
    }

    /// <exception cref="ZmqException">The address cannot be had.</exception>
    public void Bind(string endpoint) => Check(Zmq.Bind(Handle, endpoint), $"cannot listen on {endpoint}");

    /// <exception cref="ZmqException">The address makes no sense.</exception>
    public void Connect(string endpoint) => Check(Zmq.Connect(Handle, endpoint), $"cannot connect to {endpoint}");

    /// <summary>The next message; null when there is none yet (or, with <paramref name="wait"/>, when none came in the socket's time), or the context is shut down.</summary>
    public IReadOnlyList<byte[]>? Receive(bool wait)
    {
        var frames = new List<byte[]>();
        Zmq.Frame frame;
        while (true)
        {
            _ = Zmq.OpenFrame(&frame);
            int result;
            do
                result = Zmq.Receive(&frame, Handle, wait ? 0 : NoWait);
            while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            if (result < 0)
                return null;
            frames.Add(new ReadOnlySpan<byte>(Zmq.Data(&frame), checked((int)Zmq.Size(&frame))).ToArray());
            var more = Zmq.HasMore(&frame) != 0;
            _ = Zmq.CloseFrame(&frame);
            if (!more)
                return frames;
        }
    }

    /// <summary>Hands a message over without waiting; false when there is nobody to take it (of the kinds that notice), or the context is shut down.</summary>
    public bool Send(IReadOnlyList<byte[]> frames)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            int result;
            fixed (byte* start = frames[i])
                do
                    result = Zmq.Send(Handle, start, (nuint)frames[i].Length, NoWait | (i + 1 < frames.Count ? More : 0));
                while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            if (result < 0)
                return false;
        }
        return true;
    }

    public void Dispose() => _ = Zmq.Close(Handle);

    static void Check(int result, string what)
    {
        if (result < 0)
            throw new ZmqException($"{what}: {Zmq.LastError}");
    }
}
