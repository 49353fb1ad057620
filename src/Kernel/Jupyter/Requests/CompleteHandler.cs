using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Ways to go on at the cursor.</summary>
internal sealed class CompleteHandler : IRequestHandler
{
    public string Type => "complete_request";

    public void Handle(JupyterRequest request)
    {
        var position = request.Content.Number("cursor_pos");
        request.Reply(new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray(),
            ["cursor_start"] = position,
            ["cursor_end"] = position,
            ["metadata"] = new JsonObject(),
        });
    }
}
