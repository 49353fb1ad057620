using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Documents;

/// <summary>Finds in the original text what nodes still say.</summary>
internal static class JsonKept
{
    /// <summary>Whether the node says what the original says. An empty object where the original has none says nothing new.</summary>
    public static bool Same(JsonNode? node, JsonElement original) => (node, original.ValueKind) switch
    {
        (null, _) => original.ValueKind == JsonValueKind.Null,
        (JsonObject { Count: 0 }, not JsonValueKind.Object) => true,
        (JsonObject members, JsonValueKind.Object) => SameMembers(members, original),
        (JsonArray items, JsonValueKind.Array) => items.Count == original.GetArrayLength() && items.Zip(original.EnumerateArray(), Same).All(same => same),
        (JsonValue value, _) when value.TryGetValue(out JsonElement own) => JsonElement.DeepEquals(own, original),
        (JsonValue value, JsonValueKind.String) => value.TryGetValue(out string? text) && text == original.GetString(),
        (JsonValue value, JsonValueKind.Number) => value.GetValueKind() == JsonValueKind.Number && JsonElement.DeepEquals(JsonSerializer.SerializeToElement(value), original),
        (JsonValue value, var kind) => value.GetValueKind() == kind,
        _ => false,
    };

    /// <summary>The original of each item of a list: what is the same at both ends, then by id, by place when none was added or taken out, or what is the same.</summary>
    public static JsonElement?[] Counterparts(JsonArray items, JsonElement original)
    {
        JsonElement[] old = [.. original.EnumerateArray()];
        var found = new JsonElement?[items.Count];
        int first = 0, last = 0, most = Math.Min(old.Length, items.Count);
        for (; first < most && Same(items[first], old[first]); first++)
            found[first] = old[first];
        for (; last < most - first && Same(items[^(last + 1)], old[^(last + 1)]); last++)
            found[^(last + 1)] = old[^(last + 1)];
        var left = old.AsSpan(first..^last).ToArray().ToList();
        for (var i = first; i < items.Count - last; i++)
        {
            var id = items[i] is JsonObject members ? Json.String(members["id"]) : null;
            var at = id is not null ? left.FindIndex(element => Id(element) == id)
                : items.Count == old.Length ? (left.Count > 0 ? 0 : -1)
                : left.FindIndex(element => Same(items[i], element));
            if (at < 0)
                continue;
            found[i] = left[at];
            left.RemoveRange(0, at + 1);
        }
        return found;
    }

    /// <summary>Whether names stand in the order of their characters, as Jupyter writes them.</summary>
    public static bool IsSorted(JsonElement original)
    {
        string[] names = [.. original.EnumerateObject().Select(member => member.Name)];
        return names.Zip(names.Skip(1), (a, b) => string.CompareOrdinal(a, b) < 0).All(ordered => ordered);
    }

    static bool SameMembers(JsonObject members, JsonElement original)
    {
        var known = 0;
        foreach (var old in original.EnumerateObject())
        {
            if (!members.TryGetPropertyValue(old.Name, out var value) || !Same(value, old.Value))
                return false;
            known++;
        }
        return known == members.Count || members.All(member => member.Value is JsonObject { Count: 0 } || original.TryGetProperty(member.Key, out _));
    }

    static string? Id(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
