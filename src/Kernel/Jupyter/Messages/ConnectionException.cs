namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>The connection file makes no sense.</summary>
internal sealed class ConnectionException(string message) : IOException(message);
