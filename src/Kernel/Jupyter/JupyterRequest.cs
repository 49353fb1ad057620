using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter;

/// <summary>A message in hand, and the ways to answer it.</summary>
/// <param name="message">The message.</param>
/// <param name="link">Sends.</param>
internal sealed class JupyterRequest(JupyterMessage message, KernelLink link)
{
    const string Suffix = "_request";

    public JupyterMessage Message => message;

    public MessageFields Content => message.Content;

    /// <summary>Answers the sender, on the channel it used.</summary>
    public void Reply(JsonObject content) => link.Send(message.Channel, message.Peer, message.Type.Replace(Suffix, "") + "_reply", message, content);

    /// <summary>Answers that the request failed. Messages that ask for nothing get no answer.</summary>
    public void ReplyError(string name, string value)
    {
        if (message.Type.EndsWith(Suffix, StringComparison.Ordinal))
            Reply(ErrorContent.Reply(name, value, [value]));
    }

    /// <summary>Tells all clients.</summary>
    public void Publish(string type, JsonObject content) => link.Publish(type, message, content);

    /// <summary>Tells all clients that the kernel works on this request (<c>busy</c>), or no longer does (<c>idle</c>).</summary>
    public void PublishStatus(string state) => Publish("status", new() { ["execution_state"] = state });
}
