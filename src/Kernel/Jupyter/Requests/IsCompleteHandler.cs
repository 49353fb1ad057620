using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Whether a console should run the lines typed so far.</summary>
internal sealed class IsCompleteHandler(NotebookEngine engine) : IRequestHandler
{
    public string Type => "is_complete_request";

    public bool Aside => true;

    public void Handle(JupyterRequest request)
    {
        var answer = engine.IsComplete(request.Content.Text("code"), CellLanguage.Of(request.Message.Metadata.Json));
        request.Reply(answer.Status == CompletenessStatus.Incomplete
            ? new() { ["status"] = "incomplete", ["indent"] = answer.Indent }
            : new() { ["status"] = answer.Status == CompletenessStatus.Complete ? "complete" : "invalid" });
    }
}
