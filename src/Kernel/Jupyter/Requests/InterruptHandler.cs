namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Stops the running cell.</summary>
internal sealed class InterruptHandler(Action interrupt) : IRequestHandler
{
    public string Type => "interrupt_request";

    public bool OnControl => true;

    public void Handle(JupyterRequest request)
    {
        interrupt();
        request.Reply(new() { ["status"] = "ok" });
    }
}
