using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Jupyter.Sockets;

namespace Marginalia.Kernel.Tests.Jupyter;

/// <summary>A Jupyter client. It signs and checks by itself, so that a mistake of the kernel's would show.</summary>
public sealed class TestClient : IDisposable
{
    const int Patience = 30_000;

    readonly ZmqContext _context = new();
    readonly ZmqSocket _shell, _control, _stdin, _iopub, _heartbeat;
    readonly byte[] _key;

    public TestClient(JsonObject connection, string name = "", bool hasStdin = true)
    {
        Session = $"client-{name}-{Guid.NewGuid():N}";
        _key = Encoding.UTF8.GetBytes((string)connection["key"]!);
        _shell = Open(SocketKind.Dealer, "shell_port");
        _control = Open(SocketKind.Dealer, "control_port");
        _stdin = Open(SocketKind.Dealer, "stdin_port");
        _heartbeat = Open(SocketKind.Dealer, "hb_port");
        _iopub = Open(SocketKind.Subscribe, "iopub_port");
        Greet();

        ZmqSocket Open(SocketKind kind, string port)
        {
            var socket = _context.Socket(kind);
            socket.Set(SocketOption.ReceiveTimeout, Patience);
            if (kind == SocketKind.Subscribe)
                socket.Set(SocketOption.Subscribe, ""u8);
            else
                socket.Set(SocketOption.RoutingId, Encoding.ASCII.GetBytes(Session));
            var address = (string)connection["transport"]! == "ipc" ? $"ipc://{connection["ip"]}-{connection[port]}" : $"tcp://{connection["ip"]}:{connection[port]}";
            if (hasStdin || port != "stdin_port")
                socket.Connect(address);
            return socket;
        }
    }

    public string Session { get; }

    /// <summary>Sends a message and returns its id.</summary>
    public string Send(string type, JsonObject content, string channel = "shell", JsonObject? metadata = null, string parentId = "")
    {
        var id = Guid.NewGuid().ToString("N");
        SendParts(channel, Parts(id, type, content, metadata, parentId));
        return id;
    }

    /// <summary>The four signed parts of a message.</summary>
    public byte[][] Parts(string id, string type, JsonObject content, JsonObject? metadata = null, string parentId = "")
    {
        var header = new JsonObject { ["msg_id"] = id, ["session"] = Session, ["username"] = "tester", ["date"] = DateTime.UtcNow.ToString("O"), ["msg_type"] = type, ["version"] = "5.3" };
        var parent = parentId == "" ? new JsonObject() : new JsonObject { ["msg_id"] = parentId };
        return [.. new[] { header, parent, metadata ?? [], content }.Select(part => Encoding.UTF8.GetBytes(part.ToJsonString()))];
    }

    /// <summary>Signs and sends parts.</summary>
    public void SendParts(string channel, byte[][] parts) => SendFrames(channel, ["<IDS|MSG>"u8.ToArray(), Sign(parts), .. parts]);

    public void SendFrames(string channel, IReadOnlyList<byte[]> frames) => Socket(channel).Send(frames);

    public byte[] Sign(byte[][] parts) => _key.Length == 0 ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(_key, parts.SelectMany(part => part).ToArray())));

    /// <summary>The next message of a channel.</summary>
    public TestMessage Next(string channel = "shell") =>
        TryNext(channel) ?? throw new TimeoutException($"nothing came on {channel} within {Patience / 1000} s");

    /// <summary>The next message that answers a request.</summary>
    public TestMessage Reply(string id, string channel = "shell")
    {
        while (true)
            if (Next(channel) is var message && message.ParentId == id)
                return message;
    }

    /// <summary>What was published for a request, from busy to idle, both included.</summary>
    public IReadOnlyList<TestMessage> Published(string id)
    {
        var messages = new List<TestMessage>();
        while (messages is not [.., { Type: "status", State: "idle" }])
            if (Next("iopub") is var message && message.ParentId == id)
                messages.Add(message);
        return messages;
    }

    /// <summary>Sends a request and waits for its reply and everything published for it.</summary>
    public TestExchange Ask(string type, JsonObject content, string channel = "shell", JsonObject? metadata = null)
    {
        var id = Send(type, content, channel, metadata);
        return new(Reply(id, channel), Published(id));
    }

    /// <summary>Runs a cell.</summary>
    public TestExchange Execute(string code, JsonObject? more = null, JsonObject? metadata = null) => Ask("execute_request", Cell(code, more), "shell", metadata);

    /// <summary>The content of an execute request.</summary>
    public static JsonObject Cell(string code, JsonObject? more = null)
    {
        var content = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["user_expressions"] = new JsonObject(), ["allow_stdin"] = false, ["stop_on_error"] = true };
        foreach (var (name, value) in more ?? [])
            content[name] = value?.DeepClone();
        return content;
    }

    /// <summary>Sends bytes to the heartbeat and returns what comes back.</summary>
    public byte[] Beat(byte[] bytes)
    {
        _heartbeat.Send([[], bytes]);
        return _heartbeat.Receive(wait: true)![^1];
    }

    public void Dispose()
    {
        foreach (var socket in (ZmqSocket[])[_shell, _control, _stdin, _heartbeat, _iopub])
            socket.Dispose();
        _context.Dispose();
    }

    ZmqSocket Socket(string channel) => channel switch { "shell" => _shell, "control" => _control, "stdin" => _stdin, _ => _iopub };

    TestMessage? TryNext(string channel)
    {
        if (Socket(channel).Receive(wait: true) is not { } frames)
            return null;
        var at = frames.ToList().FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        byte[][] parts = [.. frames.Skip(at + 2).Take(4)];
        Assert.Equal(Sign(parts), frames[at + 1]);
        var message = new TestMessage(Parse(parts[0]), Parse(parts[1]), Parse(parts[3]));
        if (channel == "iopub")
            Assert.Equal(message.Type, Encoding.ASCII.GetString(frames[0]));
        return message;
    }

    // Until the subscription has arrived, what the kernel publishes passes by.
    void Greet()
    {
        _iopub.Set(SocketOption.ReceiveTimeout, 100);
        for (var i = 0; i < 100; i++)
        {
            var id = Send("kernel_info_request", []);
            Reply(id);
            while (TryNext("iopub") is { } message)
                if (message.ParentId == id && message.State == "idle")
                {
                    _iopub.Set(SocketOption.ReceiveTimeout, Patience);
                    return;
                }
        }
        throw new TimeoutException("the kernel publishes nothing");
    }

    static JsonObject Parse(byte[] part) => JsonNode.Parse(part)!.AsObject();
}
