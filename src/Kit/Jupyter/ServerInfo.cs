using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kit.Jupyter;

/// <summary>What a running Jupyter server says about itself, in a file of its runtime folder.</summary>
internal sealed record ServerInfo(string Host, int Port, string BasePath, string Token)
{
    /// <summary>Reads the file, <c>jpserver-PID.json</c> (<c>nbserver-PID.json</c> before Jupyter Server); null when it is not there yet, or not whole.</summary>
    public static ServerInfo? Read(string runtimeFolder)
    {
        foreach (var file in Directory.EnumerateFiles(runtimeFolder, "*server-*.json"))
            try
            {
                if (JsonNode.Parse(File.ReadAllText(file)) is JsonObject json)
                    return new((string?)json["hostname"] ?? "", (int?)json["port"] ?? 0, (string?)json["base_url"] ?? "/", (string?)json["token"] ?? "");
            }
            catch (JsonException)
            {
                return null;
            }
        return null;
    }

    /// <summary>Whether only this machine can reach it, and only who knows the token.</summary>
    public bool IsPrivate => Token.Length > 0 && (Host == "localhost" || IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The address of a page, with the token.</summary>
    /// <param name="path">Such as <c>tree</c>; escaped here.</param>
    public Uri Address(string path) =>
        new($"http://127.0.0.1:{Port}{BasePath}{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}?token={Uri.EscapeDataString(Token)}");
}
