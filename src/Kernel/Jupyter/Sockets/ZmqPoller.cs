using System.Runtime.InteropServices;

namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>Waits until one of several sockets has a message.</summary>
internal sealed unsafe class ZmqPoller
{
    const short In = 1;
    const int Interrupted = 4;

    // zmq_pollitem_t: socket, file descriptor (as wide as a pointer on Windows), wanted and seen events
    static readonly int s_wanted = OperatingSystem.IsWindows() ? 16 : 12, s_size = OperatingSystem.IsWindows() ? 24 : 16;

    readonly IReadOnlyList<ZmqSocket> _sockets;
    readonly byte[] _items;

    public ZmqPoller(IReadOnlyList<ZmqSocket> sockets)
    {
        (_sockets, _items) = (sockets, new byte[sockets.Count * s_size]);
        for (var i = 0; i < sockets.Count; i++)
        {
            var handle = sockets[i].Handle;
            short wanted = In;
            MemoryMarshal.Write(_items.AsSpan(i * s_size), in handle);
            MemoryMarshal.Write(_items.AsSpan(i * s_size + s_wanted), in wanted);
        }
    }

    /// <summary>The sockets that have something to receive; empty when the context is shut down.</summary>
    public IEnumerable<ZmqSocket> Wait()
    {
        int result;
        fixed (byte* items = _items)
            do
                result = Zmq.Poll(items, _sockets.Count, -1);
            while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result < 0 ? [] : _sockets.Where((_, i) => (MemoryMarshal.Read<short>(_items.AsSpan(i * s_size + s_wanted + 2)) & In) != 0);
    }
}
