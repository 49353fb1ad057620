using System.Text.Json.Nodes;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Documents;

/// <summary>Outputs to and from nbformat's JSON.</summary>
internal static class OutputJson
{
    public static CellOutput Read(JsonObject json) => Json.String(json["output_type"]) switch
    {
        "stream" => new StreamOutput(Json.String(json["name"]) ?? "stdout", Json.Text(json["text"])),
        "display_data" => new DisplayOutput(ReadBundle(json["data"])),
        "execute_result" => new ResultOutput(ReadBundle(json["data"]), Json.Int(json["execution_count"])),
        "error" => new ErrorOutput(Json.String(json["ename"]) ?? "", Json.String(json["evalue"]) ?? "", ReadTraceback(json["traceback"])),
        _ => new UnknownOutput(json),
    };

    public static JsonObject Write(CellOutput output) => output switch
    {
        StreamOutput stream => new() { ["name"] = stream.Name, ["output_type"] = "stream", ["text"] = Json.Lines(stream.Text) },
        DisplayOutput display => new() { ["data"] = WriteBundle(display.Bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" },
        ResultOutput result => new()
        {
            ["data"] = WriteBundle(result.Bundle),
            ["execution_count"] = result.ExecutionCount,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        },
        ErrorOutput error => new()
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Value,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        UnknownOutput unknown => (JsonObject)unknown.Json.DeepClone(),
        _ => throw new NotSupportedException($"{output.GetType().Name} is not an output that a notebook can hold"),
    };

    static MimeBundle ReadBundle(JsonNode? data)
    {
        var bundle = new Dictionary<string, string>();
        if (data is JsonObject values)
            foreach (var (mimeType, value) in values)
                bundle[mimeType] = MimeBundle.IsJson(mimeType) || value is JsonObject ? JsonWriter.Compact(value) : Json.Text(value);
        return new(bundle);
    }

    static JsonObject WriteBundle(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, text) in bundle.Data)
            data[mimeType] = MimeBundle.IsJson(mimeType) ? JsonNode.Parse(text) : HasLines(mimeType) ? Json.Lines(text) : text;
        return data;
    }

    // The types that nbformat writes as a list of lines.
    static bool HasLines(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";

    static string[] ReadTraceback(JsonNode? lines) =>
        lines is JsonArray array ? [.. array.Select(line => Json.String(line) ?? "")] : [];
}
