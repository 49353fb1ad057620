using System.Text.Json.Nodes;

namespace Marginalia.Torch.Tests.Behaviour;

/// <summary>
/// Compares a value with a recorded one. Numbers were recorded with nine digits, so they agree within 1e-6 of their size; texts to the
/// letter, except after <c>throws SomeException:</c>, where only libtorch's own messages must be the same.
/// </summary>
static class Agreement
{
    /// <summary>Where and how the two differ, or null.</summary>
    internal static string? Difference(JsonNode? expected, JsonNode? actual, string at = "result")
    {
        if (expected is null || actual is null) return expected is null == actual is null ? null : Say(at, expected, actual);
        return (expected, actual) switch
        {
            (JsonArray e, JsonArray a) => e.Count != a.Count ? Say(at, expected, actual) : e.Select((item, i) => Difference(item, a[i], $"{at}[{i}]")).FirstOrDefault(d => d is not null),
            (JsonObject e, JsonObject a) => !e.Select(p => p.Key).SequenceEqual(a.Select(p => p.Key)) ? Say(at, expected, actual) : e.Select(p => Difference(p.Value, a[p.Key], $"{at}.{p.Key}")).FirstOrDefault(d => d is not null),
            (JsonValue e, JsonValue a) => Same(e, a) ? null : Say(at, expected, actual),
            _ => Say(at, expected, actual),
        };
    }

    /// <summary>True if what was thrown is of the recorded type and, where the message is libtorch's, has its first line.</summary>
    internal static bool Throws(string type, string? message, Exception actual) =>
        actual.GetType().FullName == type && (type != typeof(System.Runtime.InteropServices.ExternalException).FullName || SameMessage(message ?? "", FirstLine(actual.Message)));

    internal static string FirstLine(string text) => text.Split('\n')[0];

    static bool Same(JsonValue expected, JsonValue actual)
    {
        if (IsNumber(expected) && IsNumber(actual))
        {
            var (e, a) = (Number(expected), Number(actual));
            return Math.Abs(e - a) <= 1e-6 * Math.Abs(e) + 1e-7;
        }
        var (left, right) = (expected.ToString(), actual.ToString());
        return left == right || Thrown(left) is { } was && Thrown(right) is { } isNow && was.Type == isNow.Type && (was.Type != "ExternalException" || SameMessage(was.Message, isNow.Message));
    }

    /// <summary>libtorch's messages may go on with places in its source.</summary>
    static bool SameMessage(string recorded, string actual) => recorded.TrimEnd() == actual.TrimEnd();

    static (string Type, string Message)? Thrown(string text) =>
        text.StartsWith("throws ") && text.IndexOf(": ") is var colon and > 0 ? (text[7..colon], text[(colon + 2)..]) : null;

    static bool IsNumber(JsonValue value) => value.GetValueKind() == System.Text.Json.JsonValueKind.Number;

    static double Number(JsonValue value) => value.TryGetValue(out double d) ? d : value.TryGetValue(out long l) ? l : double.Parse(value.ToJsonString());

    static string Say(string at, JsonNode? expected, JsonNode? actual) => $"{at}\n  recorded {Short(expected)}\n  found    {Short(actual)}";

    static string Short(JsonNode? node) => (node?.ToJsonString() ?? "null") is var text && text.Length > 600 ? text[..600] + " ..." : text;
}
