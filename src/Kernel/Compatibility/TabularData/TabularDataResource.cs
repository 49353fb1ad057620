using System.Text.Encodings.Web;
using System.Text.Json;
using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>A table: columns, and rows of named cells. Shown as HTML and as text/csv.</summary>
/// <param name="schema">The columns.</param>
/// <param name="data">The rows.</param>
/// <param name="profile">Name of the specification; that of tabular data resources if null.</param>
public class TabularDataResource(TableSchema schema, IEnumerable<IEnumerable<KeyValuePair<string, object?>>> data, string? profile = null)
{
    static readonly JsonWriterOptions s_indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Name of the specification.</summary>
    public string Profile { get; } = profile ?? "tabular-data-resource";

    /// <summary>The columns.</summary>
    public TableSchema Schema => schema;

    /// <summary>The rows.</summary>
    public IEnumerable<IEnumerable<KeyValuePair<string, object?>>> Data => data;

    /// <summary>The table as JSON of the Frictionless Data specification.</summary>
    public TabularDataResourceJsonString ToJsonString()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_indented))
            Write(writer);
        return new(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("profile", Profile);
        writer.WriteStartObject("schema");
        writer.WriteStartArray("primaryKey");
        foreach (var name in schema.PrimaryKey)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("fields");
        foreach (var field in schema.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("type", field.Type.ToString().ToLowerInvariant());
            writer.WriteString("name", field.Name);
            if (field.Description is not null)
                writer.WriteString("description", field.Description);
            if (field.Format is not null)
                writer.WriteString("format", field.Format);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartArray("data");
        foreach (var row in data)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in row)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object), JsonRenderer.Options);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
