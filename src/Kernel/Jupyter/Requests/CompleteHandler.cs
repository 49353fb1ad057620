using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Ways to go on at the cursor, with their kinds where JupyterLab looks for them.</summary>
internal sealed class CompleteHandler(NotebookEngine engine) : IRequestHandler
{
    public string Type => "complete_request";

    public bool Aside => true;

    public void Handle(JupyterRequest request)
    {
        var code = request.Content.Text("code");
        var found = engine.Complete(code, CodePoints.ToUnits(code, request.Content.Number("cursor_pos")), CellLanguage.Of(request.Message.Metadata.Json));
        var (start, end) = (CodePoints.FromUnits(code, found.Start), CodePoints.FromUnits(code, found.End));
        request.Reply(new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(JsonNode (item) => item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(JsonNode (item) =>
                    new JsonObject { ["text"] = item.Text, ["type"] = Kind(item.Kind), ["start"] = start, ["end"] = end })]),
            },
        });
    }

    static string Kind(CompletionKind kind) => kind switch
    {
        CompletionKind.Method or CompletionKind.ExtensionMethod => "function",
        CompletionKind.Class or CompletionKind.Struct or CompletionKind.Interface or CompletionKind.Enum or CompletionKind.Delegate or CompletionKind.TypeParameter => "class",
        CompletionKind.Namespace or CompletionKind.Package => "module",
        CompletionKind.Keyword => "keyword",
        CompletionKind.Directive => "magic",
        CompletionKind.File or CompletionKind.Folder => "path",
        CompletionKind.Parameter or CompletionKind.ArgumentName => "param",
        CompletionKind.Property or CompletionKind.Event => "property",
        _ => "instance",
    };
}
