namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>What a socket does; libzmq's numbers.</summary>
internal enum SocketKind
{
    Pair = 0,
    Publish = 1,
    Subscribe = 2,
    Dealer = 5,
    Router = 6,
}
