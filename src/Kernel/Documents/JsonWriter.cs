using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>JSON as Jupyter writes it: one-space indent, keys in their order, every character above U+001F as itself.</summary>
internal static class JsonWriter
{
    public static string Indented(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0, indented: true);
        return text.Append('\n').ToString();
    }

    public static string Compact(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0, indented: false);
        return text.ToString();
    }

    static void Write(StringBuilder text, JsonNode? node, int depth, bool indented)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: > 0 } members:
                WriteItems(text, '{', '}', members, depth, indented, member =>
                {
                    WriteString(text, member.Key);
                    text.Append(indented ? ": " : ":");
                    Write(text, member.Value, depth + 1, indented);
                });
                break;
            case JsonArray { Count: > 0 } items:
                WriteItems(text, '[', ']', items, depth, indented, item => Write(text, item, depth + 1, indented));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            default: // a number as it was written, true, false, or an empty list or object
                text.Append(node.ToJsonString());
                break;
        }
    }

    static void WriteItems<T>(StringBuilder text, char open, char close, IEnumerable<T> items, int depth, bool indented, Action<T> write)
    {
        var separator = open.ToString();
        foreach (var item in items)
        {
            text.Append(separator);
            if (indented)
                text.Append('\n').Append(' ', depth + 1);
            write(item);
            separator = ",";
        }
        if (indented)
            text.Append('\n').Append(' ', depth);
        text.Append(close);
    }

    static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }
}
