using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Marginalia.Torch.Tests.Behaviour;

/// <summary>A piece of code and what the real TorchSharp 0.107 did with it, on libtorch 1.13.1: its result or what it threw.</summary>
/// <param name="Id">Area and name.</param>
/// <param name="Code">An expression, or statements that end in <c>return</c>.</param>
/// <param name="Result">The result (null also when something was thrown).</param>
/// <param name="Exception">The full type of what was thrown, or null.</param>
/// <param name="Message">The first line of its message.</param>
sealed record RecordedCase(string Id, string Code, JsonNode? Result, string? Exception, string? Message)
{
    /// <summary>TorchSharp's process ended: libtorch threw where nothing caught it.</summary>
    internal bool KillsTheProcess => Exception == "kills the process";

    /// <summary>The declarations that the cases use.</summary>
    internal static string Preamble { get; }

    /// <summary>All cases.</summary>
    internal static IReadOnlyList<RecordedCase> All { get; }

    static RecordedCase()
    {
        using var packed = typeof(RecordedCase).Assembly.GetManifestResourceStream("torchsharp-behaviour.json.gz")!;
        var entries = JsonNode.Parse(new GZipStream(packed, CompressionMode.Decompress))!.AsArray();
        Preamble = (string)entries[0]!["code"]!;
        All = [.. entries.Skip(1).Select(entry => Read(entry!.AsObject()))];
    }

    static RecordedCase Read(JsonObject entry) =>
        new((string)entry["id"]!, (string)entry["code"]!, entry["result"], (string?)entry["throws"]?["type"], (string?)entry["throws"]?["message"]);
}
