using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Cells of this session.</summary>
internal sealed class HistoryHandler(ExecutionHistory history) : IRequestHandler
{
    public string Type => "history_request";

    public void Handle(JupyterRequest request)
    {
        var content = request.Content;
        var withOutput = content.Flag("output", false);
        var entries = content.Text("hist_access_type") switch
        {
            "tail" => history.Tail(content.NumberOrNull("n")),
            "range" => history.Range(content.NumberOrNull("session") ?? 0, content.NumberOrNull("start") ?? 0, content.NumberOrNull("stop")),
            "search" => history.Search(content.Text("pattern", "*"), content.NumberOrNull("n"), content.Flag("unique", false)),
            var other => throw new MessageException($"its content.hist_access_type is '{other}'; expected tail, range or search"),
        };
        request.Reply(new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. entries.Select(JsonNode (entry) =>
                new JsonArray(ExecutionHistory.Session, entry.Number, withOutput ? new JsonArray(entry.Code, entry.Output) : (JsonNode)entry.Code))]),
        });
    }
}
