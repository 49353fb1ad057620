using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>What is known of the name at the cursor.</summary>
internal sealed class InspectHandler : IRequestHandler
{
    public string Type => "inspect_request";

    public void Handle(JupyterRequest request) =>
        request.Reply(new() { ["status"] = "ok", ["found"] = false, ["data"] = new JsonObject(), ["metadata"] = new JsonObject() });
}
