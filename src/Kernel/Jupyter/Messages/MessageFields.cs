using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>The fields of one part of a message. Every access checks the type.</summary>
/// <param name="Json">The part.</param>
/// <param name="Part">What it is called.</param>
internal sealed record MessageFields(JsonObject Json, string Part)
{
    /// <exception cref="MessageException">There is none, or it is not a text.</exception>
    public string Text(string name) => Read<string>(name, JsonValueKind.String, "a text");

    /// <exception cref="MessageException">It is not a text.</exception>
    public string Text(string name, string missing) => Json[name] is null ? missing : Text(name);

    /// <exception cref="MessageException">There is none, or it is not a whole number.</exception>
    public int Number(string name) => Read<int>(name, JsonValueKind.Number, "a whole number");

    /// <exception cref="MessageException">It is not a whole number.</exception>
    public int? NumberOrNull(string name) => Json[name] is null ? null : Number(name);

    /// <exception cref="MessageException">It is neither true nor false.</exception>
    public bool Flag(string name, bool missing) => Json[name] switch
    {
        null => missing,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>The texts of an object of texts; empty when there is none.</summary>
    /// <exception cref="MessageException">It is something else.</exception>
    public IReadOnlyDictionary<string, string> Texts(string name) => Json[name] switch
    {
        null => new Dictionary<string, string>(),
        JsonObject values => values.ToDictionary(pair => pair.Key, pair => new MessageFields(values, $"{Part}.{name}").Text(pair.Key)),
        _ => throw Wrong(name, "an object"),
    };

    T Read<T>(string name, JsonValueKind kind, string expected)
    {
        try
        {
            if (Json[name] is JsonValue value && value.GetValueKind() == kind && value.TryGetValue<T>(out var found))
                return found;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, $"{expected} of whole characters"); // half of a surrogate pair
        }
        throw Wrong(name, expected);
    }

    MessageException Wrong(string name, string expected)
    {
        var given = Json[name]?.GetValueKind().ToString().ToLowerInvariant() ?? "missing";
        return new($"its {Part}.{name} is {given}; expected {expected}");
    }
}
