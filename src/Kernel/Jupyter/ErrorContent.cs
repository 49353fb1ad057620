using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter;

/// <summary>Errors as messages hold them.</summary>
internal static class ErrorContent
{
    public static JsonObject Broadcast(string name, string value, IEnumerable<string> traceback) => new()
    {
        ["ename"] = name,
        ["evalue"] = value,
        ["traceback"] = new JsonArray([.. traceback.Select(JsonNode (line) => JsonValue.Create(line))]),
    };

    public static JsonObject Reply(string name, string value, IEnumerable<string> traceback)
    {
        var content = Broadcast(name, value, traceback);
        content.Insert(0, "status", "error");
        return content;
    }
}
