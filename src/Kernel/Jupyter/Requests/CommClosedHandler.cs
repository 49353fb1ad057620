namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>What a front end still says to a comm that has been closed; nobody listens.</summary>
/// <param name="type"><c>comm_msg</c> or <c>comm_close</c>.</param>
internal sealed class CommClosedHandler(string type) : IRequestHandler
{
    public string Type => type;

    public void Handle(JupyterRequest request)
    {
    }
}
