namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>Settings of a socket; libzmq's numbers.</summary>
internal enum SocketOption
{
    RoutingId = 5,
    Subscribe = 6,
    Linger = 17,
    LargestMessage = 22,
    SendQueue = 23,
    ReceiveTimeout = 27,
    RefuseUnknownPeer = 33,
    Ipv6 = 42,
    HandOver = 56,
}
