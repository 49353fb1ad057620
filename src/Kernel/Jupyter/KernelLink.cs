using System.Text;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Sends messages, from any thread.</summary>
internal sealed class KernelLink(KernelSockets sockets, MessageSigner signer)
{
    readonly MessageWriter _writer = new(signer);

    /// <summary>Sends to one client; returns the message's id. <paramref name="undeliverable"/> is called when it is not connected to that channel (stdin only).</summary>
    public string Send(ChannelName channel, IReadOnlyList<byte[]> peer, string type, JupyterMessage parent, JsonObject content, Action? undeliverable = null)
    {
        sockets.Send(channel, _writer.Write(peer, type, parent, content, out var id), undeliverable);
        return id;
    }

    /// <summary>Sends to all clients.</summary>
    public void Publish(string type, JupyterMessage? parent, JsonObject content) =>
        sockets.Send(ChannelName.Iopub, _writer.Write([Encoding.ASCII.GetBytes(type)], type, parent, content, out _));
}
