using System.Text;

namespace Marginalia.Kernel.Tests.Documents;

/// <summary>The text of a notebook with chance contents in a chance layout; the same seed gives the same.</summary>
sealed class NotebookText(int seed)
{
    static readonly string[] s_scalars = ["1", "1.0", "1e5", "-0", "1E+2", "0.1000", "123456789012345678901234567890", "true", "null", "\"\"", "\"a\\/b\"", "\"\\u0041\"", "\"\\\"\"", "[]", "{}"];

    Random _random = new(seed);
    string? _indent;
    string _newLine = "", _colon = "", _end = "";
    bool _ascii;

    /// <summary>The text, with this source in its second cell.</summary>
    public string Write(string source)
    {
        _random = new(seed);
        _indent = Pick<string?>(" ", "  ", "    ", "\t", null);
        _newLine = _indent is null ? "" : Pick("\n", "\r\n");
        _colon = _indent is null ? Pick(":", ": ") : Pick(": ", ": ", ":");
        _end = Pick("", "\n", "\r\n", "\n\n");
        _ascii = Pick(true, false);
        var metadata = Value(1, Pick(true, false) ? 3 : 0);
        // a character beyond ASCII tells the style
        var first = Object(2, ("cell_type", "\"markdown\""), ("metadata", Value(3, 2)), ("source", Text("Größe")));
        var second = Object(2, ("cell_type", "\"code\""), ("execution_count", "null"), ("metadata", Value(3, 2)), ("outputs", "[]"), ("source", Text(source)));
        return Object(0, ("cells", List(1, first, second)), ("metadata", metadata.StartsWith('{') ? metadata : "{}"), ("nbformat", "4"), ("nbformat_minor", "4")) + _end;
    }

    T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    string Value(int depth, int levels) => levels == 0 ? Pick(s_scalars) : Pick(true, false)
        ? Object(depth, [.. Enumerable.Range(0, _random.Next(1, 4)).Select(i => ($"{Pick("z", "a", "n")}{i}", Value(depth + 1, levels - 1)))])
        : List(depth, [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Value(depth + 1, levels - 1))]);

    string Object(int depth, params (string Name, string Value)[] members) => Items(depth, '{', '}', members.Select(member => $"\"{member.Name}\"{_colon}{member.Value}"));

    string List(int depth, params string[] items) => Items(depth, '[', ']', items);

    string Items(int depth, char open, char close, IEnumerable<string> items)
    {
        var comma = _indent is null && _colon == ": " ? ", " : ",";
        var gap = _newLine + string.Concat(Enumerable.Repeat(_indent, depth + 1));
        return $"{open}{gap}{string.Join(comma + gap, items)}{_newLine}{string.Concat(Enumerable.Repeat(_indent, depth))}{close}";
    }

    string Text(string text)
    {
        var escaped = new StringBuilder("\"");
        foreach (var c in text)
            escaped.Append(c == '\t' ? "\\t" : c > 127 && _ascii ? $"\\u{(int)c:x4}" : c.ToString());
        return escaped.Append('"').ToString();
    }
}
