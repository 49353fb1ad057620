using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>What is known of the name at the cursor.</summary>
internal sealed class InspectHandler(NotebookEngine engine) : IRequestHandler
{
    public string Type => "inspect_request";

    public bool Aside => true;

    public void Handle(JupyterRequest request)
    {
        var (content, code) = (request.Content, request.Content.Text("code"));
        var known = engine.Inspect(code, CodePoints.ToUnits(code, content.Number("cursor_pos")), content.NumberOrNull("detail_level") ?? 0, CellLanguage.Of(request.Message.Metadata.Json));
        request.Reply(new()
        {
            ["status"] = "ok",
            ["found"] = known is not null,
            ["data"] = known is null ? new JsonObject() : BundleContent.Of(known),
            ["metadata"] = new JsonObject(),
        });
    }
}
