using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Ends the kernel.</summary>
internal sealed class ShutdownHandler(Action stop) : IRequestHandler
{
    public string Type => "shutdown_request";

    public bool OnControl => true;

    public void Handle(JupyterRequest request)
    {
        var restart = request.Content.Flag("restart", false);
        request.Reply(Content(restart));
        request.Publish("shutdown_reply", Content(restart));
        stop();
    }

    static JsonObject Content(bool restart) => new() { ["status"] = "ok", ["restart"] = restart };
}
