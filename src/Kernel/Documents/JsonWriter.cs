using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>Nodes to JSON text in a style; what an original text still says is taken from there as it stands.</summary>
internal sealed class JsonWriter
{
    readonly StringBuilder _text = new();
    readonly JsonStyle _style;

    JsonWriter(JsonStyle style) => _style = style;

    /// <summary>As Jupyter writes it, with its final line end.</summary>
    public static string Indented(JsonNode? node) => Write(node, JsonStyle.Jupyter) + "\n";

    /// <summary>On one line without blanks.</summary>
    public static string Compact(JsonNode? node) => Write(node, JsonStyle.Compact);

    /// <summary>In a style, keeping what the original still says.</summary>
    public static string Write(JsonNode? node, JsonStyle style, JsonElement? original = null)
    {
        var writer = new JsonWriter(style);
        writer.Write(node, original, 0);
        return writer._text.ToString();
    }

    void Write(JsonNode? node, JsonElement? original, int depth)
    {
        if (original is { } kept && JsonKept.Same(node, kept))
        {
            _text.Append(kept.GetRawText());
            return;
        }
        switch (node)
        {
            case null:
                _text.Append("null");
                break;
            case JsonObject { Count: > 0 } members:
                WriteMembers(members, original is { ValueKind: JsonValueKind.Object } ? original : null, depth);
                break;
            case JsonArray { Count: > 0 } items:
                var originals = original is { ValueKind: JsonValueKind.Array } old ? JsonKept.Counterparts(items, old) : new JsonElement?[items.Count];
                WriteItems('[', ']', items.Zip(originals), depth, pair => Write(pair.First, pair.Second, depth + 1));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(value.GetValue<string>());
                break;
            default: // a number as it was written, true, false, or an empty list or object
                _text.Append(node.ToJsonString());
                break;
        }
    }

    void WriteMembers(JsonObject members, JsonElement? original, int depth)
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> all = members;
        if (original is { } source && JsonKept.IsSorted(source))
            all = members.OrderBy(member => member.Key, StringComparer.Ordinal);
        WriteItems('{', '}', all, depth, member =>
        {
            WriteString(member.Key);
            _text.Append(_style.Colon);
            Write(member.Value, original is { } old && old.TryGetProperty(member.Key, out var found) ? found : null, depth + 1);
        });
    }

    void WriteItems<T>(char open, char close, IEnumerable<T> items, int depth, Action<T> write)
    {
        var separator = open.ToString();
        foreach (var item in items)
        {
            _text.Append(separator);
            NewLine(depth + 1);
            write(item);
            separator = _style.Comma;
        }
        NewLine(depth);
        _text.Append(close);
    }

    void NewLine(int depth)
    {
        if (_style.Indent is not { } indent)
            return;
        _text.Append(_style.NewLine);
        for (var i = 0; i < depth; i++)
            _text.Append(indent);
    }

    void WriteString(string value)
    {
        _text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                < ' ' => Escape(c),
                > '~' when _style.Ascii && c != '\u007f' => Escape(c),
                _ => _text.Append(c),
            };
        _text.Append('"');
    }

    StringBuilder Escape(char c) => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
