using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>Where a client expects the kernel, as the connection file that the client wrote says.</summary>
/// <param name="Transport"><c>tcp</c> or <c>ipc</c>.</param>
/// <param name="Ip">The address to listen on; for <c>ipc</c> what the paths begin with.</param>
/// <param name="Ports">The port of each channel.</param>
/// <param name="Key">What messages are signed with; empty for none.</param>
internal sealed record ConnectionFile(string Transport, string Ip, IReadOnlyDictionary<ChannelName, int> Ports, string Key)
{
    const string Scheme = "hmac-sha256";

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="ConnectionException">There is no such file, or it does not say what is needed, or asks for what is unsafe.</exception>
    public static ConnectionFile Read(string path)
    {
        var json = Parse(path);
        var transport = Text("transport", "tcp");
        if (transport is not ("tcp" or "ipc"))
            throw Wrong($"transport is '{transport}'; expected tcp or ipc");
        if (Text("signature_scheme", Scheme) is not Scheme and var scheme)
            throw Wrong($"signature_scheme is '{scheme}'; expected {Scheme}");
        var file = new ConnectionFile(transport, Text("ip", null), Enum.GetValues<ChannelName>().ToDictionary(channel => channel, Port), Text("key", ""));
        if (file is { Key: "", IsLocal: false })
            throw Wrong($"key is empty, so anyone who reaches {file.Ip} could run code; expected a key, or ip 127.0.0.1");
        return file;

        string Text(string name, string? missing) => json[name] is null && missing is not null ? missing
            : Json.String(json[name]) is { } text && (text != "" || missing == "") ? text : throw Wrong($"{name} is {Shown(name)}; expected a text");

        int Port(ChannelName channel) => Json.Int(json[$"{channel.Text()}_port"]) is > 0 and <= 65535 and var port ? port
            : throw Wrong($"{channel.Text()}_port is {Shown($"{channel.Text()}_port")}; expected a number from 1 to 65535");

        string Shown(string name) => json[name]?.ToJsonString() ?? "missing";

        ConnectionException Wrong(string what) => new($"{path}: {what}");
    }

    /// <summary>The address of a channel, as libzmq takes it.</summary>
    public string Endpoint(ChannelName channel) => Transport == "ipc" ? $"ipc://{Ip}-{Ports[channel]}" : $"tcp://{(IsIpv6 ? $"[{Host}]" : Host)}:{Ports[channel]}";

    /// <summary>Whether the address is one of the newer kind, with colons.</summary>
    public bool IsIpv6 => Transport == "tcp" && Host.Contains(':');

    string Host => Ip == "localhost" ? "127.0.0.1" : Ip;

    bool IsLocal => Transport == "ipc" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new ConnectionException($"{path}: no JSON object; expected a Jupyter connection file");
        }
        catch (JsonException error)
        {
            throw new ConnectionException($"{path}: not JSON ({error.Message}); expected a Jupyter connection file");
        }
        catch (Exception error) when (error is IOException and not ConnectionException or UnauthorizedAccessException)
        {
            throw new ConnectionException($"{path}: {error.Message} Expected the connection file that a Jupyter client wrote");
        }
    }
}
