namespace Marginalia.Kernel.Jupyter.Sockets;

/// <summary>libzmq refused a socket, an address or an option.</summary>
internal sealed class ZmqException(string message) : IOException(message);
