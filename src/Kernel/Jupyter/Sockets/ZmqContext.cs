namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>What a group of sockets belongs to.</summary>
internal sealed class ZmqContext : IDisposable
{
    readonly nint _handle;

    /// <exception cref="ZmqException">libzmq is missing.</exception>
    public ZmqContext()
    {
        try
        {
            _handle = Zmq.NewContext();
        }
        catch (DllNotFoundException error)
        {
            throw new ZmqException(error.Message);
        }
    }

    /// <exception cref="ZmqException">No socket can be had.</exception>
    public ZmqSocket Socket(SocketKind kind) => new(_handle, kind);

    /// <summary>Ends every call that waits on one of the sockets, now and later.</summary>
    public void ShutDown() => _ = Zmq.ShutDownContext(_handle);

    /// <summary>Waits until every socket is closed and what they still had to send is gone, or their time for that is over.</summary>
    public void Dispose() => _ = Zmq.EndContext(_handle);
}
