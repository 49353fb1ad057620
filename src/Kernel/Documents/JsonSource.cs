using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Marginalia.Kernel.Documents;

/// <summary>The text that a notebook was read from. What was not changed since is written as it stood there, the rest in its style.</summary>
internal sealed class JsonSource
{
    static readonly JsonDocumentOptions s_options = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    readonly byte[] _bytes; // without a byte-order mark
    readonly JsonElement _root;
    readonly int _start, _end;

    JsonSource(byte[] bytes, JsonElement root, int start, int end, bool hasMark)
    {
        (_bytes, _root, _start, _end, HasMark) = (bytes, root, start, end, hasMark);
        Style = JsonStyle.Of(bytes.AsSpan(start, end - start));
    }

    /// <summary>Whether the file began with a byte-order mark.</summary>
    public bool HasMark { get; }

    /// <summary>The style of its first lines.</summary>
    public JsonStyle Style { get; }

    /// <summary>The text as nodes, to be changed at will.</summary>
    public JsonObject ToNode() => JsonObject.Create(_root)!;

    /// <exception cref="NotebookException">The bytes are not UTF-8, not JSON, or not an object; one line says where.</exception>
    public static JsonSource Parse(byte[] bytes, string name)
    {
        if (!Utf8.IsValid(bytes))
            throw new NotebookException($"{name}: not a notebook: it is not text in UTF-8");
        var hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        if (hasMark)
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            var root = JsonDocument.Parse(JsonEscapes.WithoutLoneSurrogates(bytes), s_options).RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new NotebookException($"{name}: not a notebook: its JSON is not an object");
            var blanks = " \t\r\n"u8;
            var start = bytes.AsSpan().IndexOfAnyExcept(blanks);
            return new(bytes, root, start, bytes.AsSpan().LastIndexOfAnyExcept(blanks) + 1, hasMark);
        }
        catch (JsonException error)
        {
            throw new NotebookException($"{name}: not JSON: line {error.LineNumber + 1}, position {error.BytePositionInLine + 1}: {Json.Reason(error)}", error);
        }
    }

    /// <summary>The text for what the nodes are now.</summary>
    public string Write(JsonObject current) =>
        JsonKept.Same(current, _root)
            ? Encoding.UTF8.GetString(_bytes)
            : Encoding.UTF8.GetString(_bytes, 0, _start) + JsonWriter.Write(current, Style, _root) + Encoding.UTF8.GetString(_bytes, _end, _bytes.Length - _end);
}
