using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>Lenient reading of the few JSON shapes that notebooks use; a value of another type counts as absent.</summary>
internal static class Json
{
    static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    public static string? String(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static int? Int(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    /// <summary>Parses text; half a surrogate pair counts as U+FFFD.</summary>
    /// <exception cref="JsonException">It is not JSON, or names a member twice.</exception>
    public static JsonNode? Parse(string text) =>
        JsonNode.Parse(JsonEscapes.WithoutLoneSurrogates(Encoding.UTF8.GetBytes(text)), documentOptions: new() { AllowDuplicateProperties = false });

    /// <summary>What is wrong, in words on one line.</summary>
    public static string Reason(JsonException error) => error.Message.Split(" LineNumber:")[0].TrimEnd('.').ReplaceLineEndings(" ");

    /// <summary>Text stored as one string or as a list of strings.</summary>
    public static string Text(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => String(line) ?? "")) : String(node) ?? "";

    /// <summary>Text as nbformat stores it: a list of lines that keep their line ends, of which Python knows ten.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(s_lineEnds);
            end = end < 0 ? text.Length : start + end + (text.AsSpan(start + end).StartsWith("\r\n") ? 2 : 1);
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }
}
