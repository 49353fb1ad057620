using System.Text.Json;

namespace Marginalia.Kit.Claims;

/// <summary>Reads one claim from the JSON that a displayed claim carries.</summary>
internal static class ClaimJson
{
    public const string MimeType = "application/vnd.marginalia.claim+json";

    /// <summary>The claim in the text.</summary>
    /// <exception cref="FormatException">The text is not JSON, or a field is missing or of the wrong kind; the message names it.</exception>
    public static Claim Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            return new(
                Text(json, "id"),
                Text(json, "claim"),
                Text(json, "source"),
                Text(json, "budget"),
                Field(json, "seeds").GetInt32(),
                VerdictWords.Parse(Text(json, "declared")),
                VerdictWords.Parse(Text(json, "verdict")),
                Text(json, "why"),
                [.. Field(json, "measurements").EnumerateArray().Select(Measured)]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    static Measurement Measured(JsonElement json) => new(
        Text(json, "name"),
        [.. Field(json, "values").EnumerateArray().Select(Number)],
        Number(Field(json, "mean")),
        Number(Field(json, "std")),
        Text(json, "criterion"),
        Field(json, "met").GetBoolean());

    static JsonElement Field(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new FormatException($"it has no \"{name}\"");

    static string Text(JsonElement json, string name) =>
        Field(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw new FormatException($"\"{name}\" is not text");

    // JSON has no NaN or infinity; null and the words stand for them.
    static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => json.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new FormatException($"'{other}' is not a number"),
        },
        _ => json.GetDouble(),
    };
}
