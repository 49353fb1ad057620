using System.Net;
using System.Net.Sockets;

namespace Marginalia.Kit.Jupyter;

/// <summary>Ports of this machine's own address, 127.0.0.1.</summary>
internal static class LoopbackPort
{
    /// <summary>Whether nobody listens there.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
