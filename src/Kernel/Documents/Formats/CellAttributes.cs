using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marginalia.Kernel.Documents.Formats;

/// <summary>A cell's id and metadata on one line, <c>id="a" tags=["parameters"]</c>, as other tools write them, too.</summary>
internal static partial class CellAttributes
{
    // Holds what could not be told apart on the line.
    const string Whole = "metadata";

    /// <summary>Names the line that ends a cell of Markdown.</summary>
    public const string End = "end";

    /// <summary>The attributes, each led by a blank; empty when there are none.</summary>
    public static string Write(string? id, JsonObject? metadata)
    {
        var text = new StringBuilder();
        if (id is not null)
            text.Append($" id={Value(id)}");
        if (metadata?.Any(member => member.Key is "id" or End or Whole || !Name().IsMatch(member.Key)) == true)
            return text.Append($" {Whole}={Value(metadata)}").ToString();
        foreach (var (key, value) in metadata ?? [])
            text.Append($" {key}={Value(value)}");
        return text.ToString();
    }

    /// <summary>Reads them; false when the text is something else.</summary>
    public static bool TryRead(string text, out string? id, out JsonObject metadata)
    {
        (id, metadata) = (null, []);
        for (var rest = text.TrimStart(); rest.Length > 0;)
        {
            if (Start().Match(rest) is not { Success: true } start)
                return false;
            var bytes = JsonEscapes.WithoutLoneSurrogates(Encoding.UTF8.GetBytes(rest[start.Length..]));
            JsonNode? value;
            try
            {
                var reader = new Utf8JsonReader(bytes, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
                using var document = JsonDocument.ParseValue(ref reader);
                value = Json.Parse(document.RootElement.GetRawText());
                rest = Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed)).TrimStart();
            }
            catch (JsonException)
            {
                return false;
            }
            switch (start.Groups[1].Value)
            {
                case "id":
                    id = Json.String(value);
                    break;
                case Whole when value is JsonObject all:
                    metadata = all;
                    break;
                case var key:
                    metadata[key] = value;
                    break;
            }
        }
        return true;
    }

    // Escapes what could end a line, a comment of Markdown, or its line of back-ticks.
    static string Value(JsonNode? value) => Ends().Replace(JsonWriter.Compact(value), match => $"\\u{(int)match.Value[0]:x4}");

    [GeneratedRegex("[>`\u0085\u2028\u2029]")]
    private static partial Regex Ends();

    [GeneratedRegex(@"^[\w.-]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^([\w.-]+)=")]
    private static partial Regex Start();
}
