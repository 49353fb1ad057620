namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>A message is refused; says why.</summary>
internal sealed class MessageException(string message) : Exception(message);
