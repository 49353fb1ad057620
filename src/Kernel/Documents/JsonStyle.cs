using System.Text;
using System.Text.Json;

namespace Marginalia.Kernel.Documents;

/// <summary>How JSON is laid out.</summary>
/// <param name="Indent">The blanks of one level; null puts everything on one line.</param>
/// <param name="NewLine">What ends a line.</param>
/// <param name="Colon">What stands between a name and its value.</param>
/// <param name="Ascii">Whether characters beyond ASCII are escaped.</param>
internal sealed record JsonStyle(string? Indent, string NewLine, string Colon, bool Ascii)
{
    /// <summary>What Jupyter writes.</summary>
    public static JsonStyle Jupyter { get; } = new(" ", "\n", ": ", Ascii: false);

    /// <summary>No blank that is not needed.</summary>
    public static JsonStyle Compact { get; } = new(null, "", ":", Ascii: false);

    /// <summary>What separates items, without the end of line.</summary>
    public string Comma => Indent is null && Colon.Length > 1 ? ", " : ",";

    /// <summary>The layout that an object's text shows at its first member.</summary>
    public static JsonStyle Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        var open = (int)reader.BytesConsumed;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return Jupyter;
        var gap = Encoding.UTF8.GetString(json[open..(int)reader.TokenStartIndex]);
        var colon = (int)reader.BytesConsumed;
        reader.Read();
        var after = Encoding.UTF8.GetString(json[colon..(int)reader.TokenStartIndex]);
        var ascii = !json.ContainsAnyExceptInRange((byte)0, (byte)127) && JsonEscapes.BeyondAscii(json);
        var end = gap.LastIndexOf('\n');
        return new(end < 0 ? null : gap[(end + 1)..], gap.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n", ":" + after, ascii);
    }
}
