namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>The five sockets of a kernel.</summary>
internal enum ChannelName
{
    /// <summary>Requests, one after the other.</summary>
    Shell,

    /// <summary>Requests that do not wait for cells: interrupt, shutdown.</summary>
    Control,

    /// <summary>Questions of the kernel and what users type.</summary>
    Stdin,

    /// <summary>What all clients see.</summary>
    Iopub,

    /// <summary>Sign of life.</summary>
    Heartbeat,
}
