using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values as JSON.</summary>
internal static class JsonRenderer
{
    /// <summary>How values become JSON: readable text, NaN and infinities by their names, nulls left out, cycles cut.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        IncludeFields = true,
        Converters = { new ExceptionJson(), new TableJson() },
    };

    /// <summary>Writes a value on one line.</summary>
    /// <exception cref="NotSupportedException">JSON has no form for it.</exception>
    public static void Write(object? value, TextWriter writer) => writer.Write(JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Options));

    /// <summary>Writes a table, or a sequence as a table.</summary>
    public static void WriteTable(object? value, TextWriter writer) => writer.Write(Tables.Of(value).ToJsonString().Value);

    /// <summary>The element that a document, element or node of JSON stands for; null when the value is none of these.</summary>
    public static JsonElement? ElementOf(object value) => value switch
    {
        JsonElement { ValueKind: not JsonValueKind.Undefined } element => element,
        JsonDocument document => document.RootElement,
        JsonNode node => JsonSerializer.SerializeToElement(node),
        _ => null,
    };

    sealed class ExceptionJson : JsonConverter<Exception>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Exception).IsAssignableFrom(typeToConvert);

        public override Exception Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("An exception cannot be made from JSON");

        public override void Write(Utf8JsonWriter writer, Exception value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("Message", value.Message);
            writer.WritePropertyName("Data");
            JsonSerializer.Serialize(writer, value.Data, options);
            if (value.InnerException is { } inner)
            {
                writer.WritePropertyName("InnerException");
                Write(writer, inner, options);
            }
            writer.WriteNumber("HResult", value.HResult);
            writer.WriteEndObject();
        }
    }

    sealed class TableJson : JsonConverter<TabularDataResource>
    {
        public override TabularDataResource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader).GetProperty("data").ToTabularDataResource();

        public override void Write(Utf8JsonWriter writer, TabularDataResource value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToJsonString().Value!);
    }
}
