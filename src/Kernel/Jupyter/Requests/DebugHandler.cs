namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Says, in the debugger's own protocol, that there is no debugger.</summary>
internal sealed class DebugHandler : IRequestHandler
{
    public string Type => "debug_request";

    public bool OnControl => true;

    public void Handle(JupyterRequest request) => request.Reply(new()
    {
        ["seq"] = 0,
        ["type"] = "response",
        ["request_seq"] = request.Content.NumberOrNull("seq") ?? 0,
        ["success"] = false,
        ["command"] = request.Content.Text("command", ""),
        ["message"] = "this kernel has no debugger",
    });
}
