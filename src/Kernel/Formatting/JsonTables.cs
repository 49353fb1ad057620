using System.Text.Json;

namespace Marginalia.Kernel.Formatting;

/// <summary>JSON as cells of a table.</summary>
internal static class JsonTables
{
    /// <summary>Texts, numbers and truth values as what they are, null as null, the rest as JSON.</summary>
    public static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => element,
    };
}
