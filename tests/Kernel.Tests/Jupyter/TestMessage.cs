using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Tests.Jupyter;

/// <summary>A message from the kernel.</summary>
public sealed record TestMessage(JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public string Type => (string)Header["msg_type"]!;

    public string ParentId => (string?)Parent["msg_id"] ?? "";

    public string? State => (string?)Content["execution_state"];

    public string Status => (string?)Content["status"] ?? "";

    /// <summary>A short form for comparisons: the type and what matters of the content.</summary>
    public string Short => Type switch
    {
        "status" => State!,
        "stream" => $"{Content["name"]}:{Content["text"]}",
        "execute_input" => "input",
        "display_data" => $"display:{Content["data"]!["text/plain"]}",
        "update_display_data" => $"update:{Content["data"]!["text/plain"]}",
        "execute_result" => $"result:{Content["data"]!["text/plain"]}",
        "error" => $"error:{Content["ename"]}",
        var other => other,
    };
}
