using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Marginalia.Conformance;

/// <summary>What came out of cases, as JSON for other programs.</summary>
public static class ConformanceAnswers
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A list with one object per case and line: <c>{"id": ..., "got": {name: numbers}}</c>, all values that the method has with all their
    /// digits, or <c>{"id": ..., "error": message}</c>.
    /// </summary>
    public static string ToJson(IEnumerable<CaseResult> results) => $"[\n{string.Join(",\n", results.Select(Line))}\n]\n";

    private static string Line(CaseResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id", result.Case.Id);
            if (result.Got is { } values)
            {
                json.WriteStartObject("got");
                foreach (var (name, value) in values)
                {
                    json.WritePropertyName(name);
                    value.Write(json);
                }

                json.WriteEndObject();
            }
            else
            {
                json.WriteString("error", result.Error);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
