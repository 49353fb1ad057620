using System.Text.Json;

namespace Marginalia.Conformance;

/// <summary>The named values that go into a case, read when they are needed. Errors name the field.</summary>
/// <param name="name">"inputs" or "params".</param>
/// <param name="json">The object.</param>
internal sealed class CaseFields(string name, JsonElement json)
{
    /// <summary>Whether the field is there.</summary>
    public bool Has(string field) => json.TryGetProperty(field, out _);

    /// <summary>Whether the field is a list of numbers, and not of lists.</summary>
    public bool IsVector(string field) => CaseValue.Read(Field(field), $"{name}.{field}").Shape.Count == 1;

    /// <summary>One number.</summary>
    public double Number(string field) => Shaped(field, 0).Numbers[0];

    /// <summary>One number, or <paramref name="absent"/> where there is none.</summary>
    public double Number(string field, double absent) => Has(field) ? Number(field) : absent;

    /// <summary>A whole number.</summary>
    public int Integer(string field) => Whole(Number(field), field);

    /// <summary>A vector.</summary>
    public double[] Vector(string field) => Shaped(field, 1).ToArray();

    /// <summary>A matrix, by its rows.</summary>
    public double[][] Matrix(string field) => [.. Shaped(field, 2).Parts().Select(row => row.ToArray())];

    /// <summary>The rows of a matrix, of which there may be none.</summary>
    public double[][] Rows(string field) => Field(field) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0 ? [] : Matrix(field);

    /// <summary>One matrix per step.</summary>
    public double[][][] Matrices(string field) => [.. Shaped(field, 3).Parts().Select(step => step.Parts().Select(row => row.ToArray()).ToArray())];

    /// <summary>Rows of whole numbers.</summary>
    public int[][] Orders(string field) => [.. Matrix(field).Select(row => row.Select(number => Whole(number, field)).ToArray())];

    /// <summary>A word.</summary>
    public string Word(string field) => Text(Field(field), field);

    /// <summary>A word, or <paramref name="absent"/> where there is none.</summary>
    public string Word(string field, string absent) => Has(field) ? Word(field) : absent;

    /// <summary>A list of words.</summary>
    public string[] Words(string field) => Field(field) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(word => Text(word, field))]
        : throw new FormatException($"{name}.{field} is {CaseValue.Kind(Field(field))}; expected a list of words");

    /// <summary>What a word stands for.</summary>
    /// <exception cref="UnknownMethodException">It is none of these.</exception>
    public T Choice<T>(string field, params ReadOnlySpan<(string Word, T Value)> choices) => Choice(field, Word(field), choices);

    /// <summary>What a word stands for; the first of the choices where there is none.</summary>
    /// <exception cref="UnknownMethodException">It is none of these.</exception>
    public T ChoiceOrFirst<T>(string field, params ReadOnlySpan<(string Word, T Value)> choices) => Choice(field, Word(field, choices[0].Word), choices);

    /// <summary>Demands that a number, where there is one, has the value that the method is there with.</summary>
    /// <exception cref="UnknownMethodException">It has another.</exception>
    public void Only(string field, params double[] values)
    {
        if (!Has(field))
            return;
        var given = CaseValue.Read(Field(field), $"{name}.{field}").Numbers;
        if (!given.SequenceEqual(values))
            throw new UnknownMethodException($"{name}.{field} is {string.Join(", ", given)}; the method is there with {string.Join(", ", values)} only");
    }

    private int Whole(double number, string field) => number == Math.Round(number) && Math.Abs(number) < int.MaxValue
        ? (int)number
        : throw new FormatException($"{name}.{field} has {number}; expected whole numbers");

    private string Text(JsonElement word, string field) =>
        word.ValueKind == JsonValueKind.String ? word.GetString()! : throw new FormatException($"{name}.{field} has {CaseValue.Kind(word)}; expected words");

    private T Choice<T>(string field, string word, ReadOnlySpan<(string Word, T Value)> choices)
    {
        foreach (var choice in choices)
            if (choice.Word == word)
                return choice.Value;
        List<string> known = [];
        foreach (var choice in choices)
            known.Add(choice.Word);
        throw new UnknownMethodException($"{name}.{field} '{word}' is not known; known: {string.Join(", ", known)}");
    }

    private CaseValue Shaped(string field, int dimensions)
    {
        var value = CaseValue.Read(Field(field), $"{name}.{field}");
        if (value.Shape.Count == dimensions)
            return value;
        string[] words = ["a number", "a list of numbers", "a list of rows of numbers", "a list, by steps, of rows of numbers"];
        throw new FormatException($"{name}.{field} has shape [{string.Join(", ", value.Shape)}]; expected {words[dimensions]}");
    }

    private JsonElement Field(string field) =>
        json.TryGetProperty(field, out var value) ? value : throw new FormatException($"{name}.{field} is missing");
}
