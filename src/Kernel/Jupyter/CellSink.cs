using System.Text.Json.Nodes;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Jupyter;

/// <summary>A cell's output to all clients, as answers to the request that brought the cell.</summary>
/// <param name="request">The request.</param>
/// <param name="count">The cell's counter.</param>
/// <param name="silent">Whether nothing is to be shown.</param>
/// <param name="input">Asks the user.</param>
internal sealed class CellSink(JupyterRequest request, int count, bool silent, InputDesk input) : IOutputSink
{
    /// <summary>The value of the trailing expression as text, for the history.</summary>
    public string? ResultText { get; private set; }

    public void Stream(string name, string text) => Publish("stream", new() { ["name"] = name, ["text"] = text });

    public void Display(MimeBundle bundle, string displayId, bool update) => Publish(update ? "update_display_data" : "display_data", new()
    {
        ["data"] = BundleContent.Of(bundle),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = displayId },
    });

    public void Result(MimeBundle bundle)
    {
        ResultText = bundle["text/plain"];
        Publish("execute_result", new() { ["execution_count"] = count, ["data"] = BundleContent.Of(bundle), ["metadata"] = new JsonObject() });
    }

    public string? ReadLine(string prompt, bool password) => input.Ask(request.Message, prompt, password);

    void Publish(string type, JsonObject content)
    {
        if (!silent)
            request.Publish(type, content);
    }
}
