using System.Collections;
using System.Data;
using System.Text.Json;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Sql;

/// <summary>Values of other languages as rows: a sequence's elements, or one object; members, keys or positions are the columns.</summary>
internal static class SqlRows
{
    /// <summary>Whether a value is one number, text or blob.</summary>
    public static bool IsScalar(object? value) => Plain(value) is DBNull or byte[] or Enum || Shape.IsScalar(Plain(value).GetType());

    /// <summary>The rows of a value that is not scalar.</summary>
    public static DataTable Of(object value) => value switch
    {
        DataTable table => table,
        JsonDocument json => Of(json.RootElement),
        JsonElement { ValueKind: JsonValueKind.Array } json => Of(json.EnumerateArray().Select(item => (object?)item)),
        IEnumerable sequence when Shape.Pairs(value) is null => Of(sequence.Cast<object?>()),
        _ => Of([value]),
    };

    static SqlResult Of(IEnumerable<object?> items)
    {
        var rows = items.Select(Fields).ToList();
        var names = rows.SelectMany(row => row.Keys).Distinct().DefaultIfEmpty("value").ToList();
        return SqlResult.Of(names, rows.Select(row => names.Select(name => row.GetValueOrDefault(name, DBNull.Value)).ToArray()));
    }

    static Dictionary<string, object> Fields(object? item)
    {
        var fields = item switch
        {
            _ when IsScalar(item) => [("value", item)],
            JsonElement { ValueKind: JsonValueKind.Object } json => json.EnumerateObject().Select(member => (member.Name, (object?)member.Value)),
            DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => (column.ColumnName, (object?)row[column])),
            _ when Shape.Pairs(item!) is { } pairs => pairs.Select(pair => (Summary.Text(pair.Key), pair.Value)),
            IEnumerable cells => cells.Cast<object?>().Select((cell, index) => ($"column{index + 1}", cell)),
            _ => Members.Of(item!),
        };
        return fields.DistinctBy(field => field.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(field => field.Item1, field => Cell(field.Item2));
    }

    /// <summary>What is stored: numbers, texts and blobs as they are, anything else by its text.</summary>
    static object Cell(object? value) => Plain(value) switch
    {
        var plain and (DBNull or byte[] or DateTime or DateTimeOffset or TimeSpan or DateOnly or TimeOnly or Guid) => plain,
        Enum name => name.ToString(),
        IConvertible plain => plain,
        var other => Renderer.Text(other, Renderer.Plain),
    };

    /// <summary>Without the wrapping of options and JSON.</summary>
    static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => DBNull.Value,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
        JsonElement { ValueKind: JsonValueKind.Number } json => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        _ when value.GetType().FullName!.StartsWith("Microsoft.FSharp.Core.FSharpOption`1", StringComparison.Ordinal) => Plain(value.GetType().GetProperty("Value")!.GetValue(value)),
        _ => value,
    };
}
