using System.Text;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Messages;
using Marginalia.Kernel.Jupyter.Sockets;

namespace Marginalia.Benchmarks.Kernel;

/// <summary>A Jupyter client that waits for one answer after the other.</summary>
sealed class KernelClient : IDisposable
{
    readonly ZmqContext context = new();
    readonly MessageSigner signer;
    readonly ZmqSocket shell, iopub;
    readonly string session = Guid.NewGuid().ToString("N");

    public KernelClient(ConnectionFile connection)
    {
        signer = new(connection.Key);
        shell = context.Socket(SocketKind.Dealer);
        iopub = context.Socket(SocketKind.Subscribe);
        iopub.Set(SocketOption.Subscribe, ""u8);
        shell.Connect(connection.Endpoint(ChannelName.Shell));
        iopub.Connect(connection.Endpoint(ChannelName.Iopub));
    }

    /// <summary>Sends a request and waits for the content of its reply.</summary>
    public JsonNode Ask(string type, JsonObject content)
    {
        var id = Send(type, content);
        while (true)
            if (Receive(shell) is var (parent, _, reply) && parent == id)
                return reply;
    }

    /// <summary>Runs a cell; returns the plain text of its result once the kernel is idle again.</summary>
    public string Execute(string code)
    {
        var id = Send("execute_request", new() { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = false, ["stop_on_error"] = true });
        var (result, replied, idle) = ("", false, false);
        while (!replied)
            if (Receive(shell) is var (parent, _, reply) && parent == id)
                replied = (string?)reply["status"] == "ok" ? true : throw new InvalidOperationException($"cell failed: {code}: {reply.ToJsonString()}");
        while (!idle)
        {
            var (parent, type, content) = Receive(iopub);
            if (parent != id)
                continue;
            if (type == "execute_result")
                result = (string?)content["data"]!["text/plain"] ?? "";
            idle = type == "status" && (string?)content["execution_state"] == "idle";
        }
        return result;
    }

    public void Dispose()
    {
        shell.Dispose();
        iopub.Dispose();
        context.Dispose();
    }

    string Send(string type, JsonObject content)
    {
        var id = Guid.NewGuid().ToString("N");
        var header = new JsonObject { ["msg_id"] = id, ["session"] = session, ["username"] = "bench", ["date"] = DateTime.UtcNow.ToString("O"), ["msg_type"] = type, ["version"] = "5.3" };
        byte[][] parts = [.. new[] { header, [], [], content }.Select(part => Encoding.UTF8.GetBytes(part.ToJsonString()))];
        shell.Send([JupyterMessage.Delimiter.ToArray(), signer.Sign(parts), .. parts]);
        return id;
    }

    static (string Parent, string Type, JsonNode Content) Receive(ZmqSocket socket)
    {
        var frames = socket.Receive(wait: true)!;
        var at = frames.Count - 4;
        return ((string?)JsonNode.Parse(frames[at + 1])!["msg_id"] ?? "", (string)JsonNode.Parse(frames[at])!["msg_type"]!, JsonNode.Parse(frames[at + 3])!);
    }
}
