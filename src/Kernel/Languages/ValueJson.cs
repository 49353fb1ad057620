using System.Data;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Marginalia.Kernel.Languages;

/// <summary>Values as JSON, for languages that do not share objects.</summary>
internal static class ValueJson
{
    static readonly JsonSerializerOptions s_options = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
    };

    /// <summary>A value as JSON.</summary>
    /// <exception cref="ValueException">It cannot be written so.</exception>
    public static string Write(object? value)
    {
        try
        {
            return value switch
            {
                JsonDocument json => json.RootElement.GetRawText(),
                JsonNode json => json.ToJsonString(),
                DataTable table => JsonSerializer.Serialize(Rows(table), s_options),
                _ => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), s_options),
            };
        }
        catch (Exception error) when (error is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new ValueException($"a value of type {Formatting.TypeNames.Full(value!.GetType())} cannot be written as JSON: {error.Message}");
        }
    }

    /// <summary>JSON as a document.</summary>
    /// <exception cref="ValueException">It is not well formed.</exception>
    public static JsonDocument Read(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new ValueException($"not well-formed JSON: {error.Message}");
        }
    }

    /// <summary>What another language gets of a value that travels as JSON: text, truth, a number, null, or the document.</summary>
    /// <exception cref="ValueException">It cannot be written so.</exception>
    public static object? Transfer(object? value)
    {
        var json = JsonDocument.Parse(Write(value));
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.String => json.RootElement.GetString(),
            JsonValueKind.Number => json.RootElement.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => json,
        };
    }

    static IEnumerable<Dictionary<string, object?>> Rows(DataTable table) =>
        from row in table.Rows.Cast<DataRow>()
        select table.Columns.Cast<DataColumn>().ToDictionary(column => column.ColumnName, column => row.IsNull(column) ? null : row[column]);
}
