using System.Text.Json;
using Marginalia.Kernel.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>Formatting as a table in JSON.</summary>
public static class TabularDataResourceFormatter
{
    /// <summary>application/table-schema+json.</summary>
    public const string MimeType = "application/table-schema+json";

    /// <summary>The elements as rows; columns are the members of objects, the keys of dictionaries, or one column of scalars.</summary>
    public static TabularDataResource ToTabularDataResource<T>(this IEnumerable<T> source) => Tables.OfRows(source.Cast<object?>());

    /// <summary>A JSON array of objects as a table.</summary>
    public static TabularDataResource ToTabularDataResource(this JsonDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.RootElement.ToTabularDataResource();
    }

    /// <summary>A JSON array of objects as a table.</summary>
    public static TabularDataResource ToTabularDataResource(this JsonElement jsonElement) => Tables.OfRows(jsonElement.EnumerateArray().Cast<object?>());

    /// <summary>What a column of such values is called in a schema.</summary>
    public static TableSchemaFieldType ToTableSchemaFieldType(this Type type) => Tables.FieldType(type);
}
