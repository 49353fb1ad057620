using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>A front end's part wants to talk to a part of the kernel; there is none, so the comm is closed at once, as the protocol wants.</summary>
internal sealed class CommOpenHandler : IRequestHandler
{
    public string Type => "comm_open";

    public void Handle(JupyterRequest request) =>
        request.Publish("comm_close", new() { ["comm_id"] = request.Content.Text("comm_id"), ["data"] = new JsonObject() });
}
