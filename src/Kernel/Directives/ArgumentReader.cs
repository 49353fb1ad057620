using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Directives;

/// <summary>Reads what follows a directive's name: words, texts in quotes (JSON), JSON objects and arrays, <c>@references</c>.</summary>
/// <param name="line">The directive.</param>
/// <param name="scope">Where it stands.</param>
internal sealed class ArgumentReader(DirectiveLine line, CellScope scope)
{
    readonly string _text = line.Arguments;
    int _position;

    /// <summary>Whether there is more; skips blanks.</summary>
    public bool More
    {
        get
        {
            while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
                _position++;
            return _position < _text.Length;
        }
    }

    /// <summary>The name of an option, when one follows; else null.</summary>
    public string? ReadName() => More && _text.AsSpan(_position).StartsWith("--") ? ReadWord()[2..] : null;

    /// <summary>A value.</summary>
    /// <param name="option">The option it is for.</param>
    /// <exception cref="DirectiveException">It is not well formed, or refers to a language that is not there.</exception>
    public Argument ReadValue(string option) => _text[_position] switch
    {
        '"' => new Argument.Literal(ReadJson().GetValue<string>()),
        '{' or '[' => new Argument.Json(ReadJson().ToJsonString()),
        '@' => ReadReference(option),
        _ => new Argument.Literal(ReadWord()),
    };

    Argument ReadReference(string option)
    {
        _position++;
        var name = ReadWhile(c => c != ':' && !char.IsWhiteSpace(c));
        var more = _position < _text.Length && _text[_position] == ':';
        if (more)
            _position++;
        if (name is "input" or "password")
            return Input(more && More ? ReadPrompt() : null, option, name == "password");
        var (language, variable) = more ? (Document(name), ReadWord()) : (scope.Language, name);
        return variable != "" ? new Argument.Reference(language, variable) : throw Error($"'@{name}' names no variable; write @variable or @language:variable");

        Languages.ICellLanguage Document(string language) =>
            scope.Languages.Find(language) ?? throw Error($"'@{language}:': there is no language '{language}'; there are {scope.Languages.Names}");
    }

    JsonNode ReadPrompt() => _text[_position] is '"' or '{' ? ReadJson() : JsonValue.Create(ReadWord());

    Argument.Input Input(JsonNode? prompt, string option, bool password)
    {
        var text = prompt switch
        {
            JsonObject fields when fields["saveAs"] is not null => throw Error("'saveAs' is not supported: answers are not stored"),
            JsonObject fields => Json.String(fields["prompt"]),
            JsonValue value => value.GetValue<string>(),
            _ => null,
        };
        password |= prompt is JsonObject described && Json.String(described["type"]) == "password";
        return new(text ?? $"Please enter a value for parameter: --{option}", password);
    }

    string ReadWord() => ReadWhile(c => !char.IsWhiteSpace(c));

    string ReadWhile(Func<char, bool> belongs)
    {
        var start = _position;
        while (_position < _text.Length && belongs(_text[_position]))
            _position++;
        return _text[start.._position];
    }

    JsonNode ReadJson()
    {
        var bytes = Encoding.UTF8.GetBytes(_text[_position..]);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: true, state: default);
        try
        {
            var json = JsonNode.Parse(ref reader)!;
            _position += Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.BytesConsumed);
            return json;
        }
        catch (JsonException error)
        {
            throw Error($"{_text[_position..]}: not well-formed JSON: {error.Message}");
        }
    }

    DirectiveException Error(string message) => new(line.Number, $"#!{line.Name}: {message}");
}
