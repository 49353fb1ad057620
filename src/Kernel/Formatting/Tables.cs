using System.Collections;
using System.Numerics;
using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Marginalia.Kernel.Formatting;

/// <summary>Values as rows and columns.</summary>
internal static class Tables
{
    const string ScalarColumn = "value";

    /// <summary>A sequence by its elements, anything else as one row.</summary>
    public static TabularDataResource Of(object? value) => value switch
    {
        TabularDataResource table => table,
        not null when !Shape.IsSequence(value) || Shape.IsDictionary(value) => OfRows([value]),
        IEnumerable sequence => OfRows(sequence.Cast<object?>()),
        _ => OfRows([null]),
    };

    /// <summary>The elements as rows; columns are the members of objects, the keys of dictionaries, or one column of scalars.</summary>
    public static TabularDataResource OfRows(IEnumerable<object?> items)
    {
        var rows = items.Select(Row).ToArray();
        var types = new OrderedDictionary<string, TableSchemaFieldType>();
        foreach (var (name, value) in rows.SelectMany(row => row))
            types[name] = Common(types.GetValueOrDefault(name, TableSchemaFieldType.Null), FieldType(value?.GetType()));
        var schema = new TableSchema();
        foreach (var (name, type) in types)
            schema.Fields.Add(new(name, type));
        return new(schema, rows);
    }

    /// <summary>What a column of such values is called in a schema.</summary>
    public static TableSchemaFieldType FieldType(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (type is null)
            return TableSchemaFieldType.Null;
        if (type.IsEnum)
            return TableSchemaFieldType.Any;
        if (type == typeof(BigInteger))
            return TableSchemaFieldType.Integer;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => TableSchemaFieldType.Boolean,
            TypeCode.String or TypeCode.Char => TableSchemaFieldType.String,
            TypeCode.DateTime => TableSchemaFieldType.DateTime,
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => TableSchemaFieldType.Number,
            >= TypeCode.SByte and <= TypeCode.UInt64 => TableSchemaFieldType.Integer,
            _ when type == typeof(DateTimeOffset) => TableSchemaFieldType.DateTime,
            _ => typeof(IEnumerable).IsAssignableFrom(type) ? TableSchemaFieldType.Array : TableSchemaFieldType.Any,
        };
    }

    /// <summary>The type of a column with values of two types: numbers may be whole, anything may be missing, and the first type counts.</summary>
    static TableSchemaFieldType Common(TableSchemaFieldType first, TableSchemaFieldType second) => (first, second) switch
    {
        (TableSchemaFieldType.Null, _) or (TableSchemaFieldType.Integer, TableSchemaFieldType.Number) => second,
        _ => first,
    };

    static IEnumerable<KeyValuePair<string, object?>> Row(object? item)
    {
        if (item is IEnumerable<KeyValuePair<string, object?>> cells)
            return cells.ToList();
        if (item is JsonElement { ValueKind: JsonValueKind.Object } json)
            return json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, JsonTables.Value(property.Value))).ToDictionary();
        if (item is IEnumerable pairs && Shape.IsDictionary(item))
            return pairs.Cast<object>().Select(Shape.Pair).ToDictionary(pair => Summary.Text(pair.Key), pair => pair.Value);
        if (item is null or Enum or IEnumerable || Shape.IsScalar(item.GetType()) || Shape.IsOpaque(item) || !Members.OfType(item.GetType()).Any())
            return new Dictionary<string, object?> { [ScalarColumn] = item };
        return Members.Of(item).ToDictionary(member => member.Name, member => member.Value);
    }
}
