using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>The open comms: there never are any.</summary>
internal sealed class CommInfoHandler : IRequestHandler
{
    public string Type => "comm_info_request";

    public bool OnControl => true;

    public void Handle(JupyterRequest request) => request.Reply(new() { ["status"] = "ok", ["comms"] = new JsonObject() });
}
