using System.Text.Json;

namespace Marginalia.Conformance;

/// <summary>Numbers of a case in float64: one number, a vector, a matrix, or one of these per step.</summary>
/// <remarks>In JSON, which has no words for them, numbers that are not finite are "NaN", "Infinity" and "-Infinity".</remarks>
public sealed class CaseValue
{
    private readonly double[] numbers;
    private readonly int[] shape;

    private CaseValue(double[] numbers, int[] shape) => (this.numbers, this.shape) = (numbers, shape);

    /// <summary>Lengths of its dimensions; empty for one number.</summary>
    public IReadOnlyList<int> Shape => shape;

    /// <summary>The numbers, in row-major order.</summary>
    public IReadOnlyList<double> Numbers => numbers;

    /// <summary>Length of the vectors that it is made of; 1 for one number.</summary>
    internal int RowLength => shape.Length == 0 ? 1 : shape[^1];

    /// <summary>One number.</summary>
    public static implicit operator CaseValue(double number) => new([number], []);

    /// <summary>A vector.</summary>
    public static implicit operator CaseValue(double[] vector) => new([.. vector], [vector.Length]);

    /// <summary>A matrix, by its rows.</summary>
    /// <exception cref="ArgumentException">Rows differ in length.</exception>
    public static implicit operator CaseValue(double[][] rows) => Stacked([.. rows.Select(row => (CaseValue)row)])
        ?? throw new ArgumentException($"Rows of {string.Join(", ", rows.Select(row => row.Length))} numbers; a matrix has rows of one length.");

    /// <summary>Reads numbers and arrays of arrays of numbers.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="FormatException">An entry is no number, or rows differ in shape.</exception>
    internal static CaseValue Read(JsonElement json, string name)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number:
                return json.GetDouble();
            case JsonValueKind.String:
                return json.GetString() switch
                {
                    "NaN" => double.NaN,
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    var text => throw new FormatException($"{name} is the text \"{text}\"; expected a number, or \"NaN\", \"Infinity\", \"-Infinity\""),
                };
            case JsonValueKind.Array:
                CaseValue[] parts = [.. json.EnumerateArray().Select((part, index) => Read(part, $"{name}[{index}]"))];
                return Stacked(parts) ?? throw new FormatException(
                    $"{name} has parts of different shapes: {string.Join(", ", parts.Select(part => $"[{string.Join(", ", part.shape)}]").Distinct())}");
            default:
                throw new FormatException($"{name} is {Kind(json)}; expected numbers");
        }
    }

    /// <summary>What a JSON value is, in words.</summary>
    internal static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text \"{json.GetString()}\"",
        JsonValueKind.Number => $"the number {json.GetRawText()}",
        _ => json.GetRawText(),
    };

    /// <summary>Writes the numbers with all their digits.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        int next = 0;
        Write(json, 0, ref next);
    }

    /// <summary>Its parts along the first dimension.</summary>
    internal CaseValue[] Parts()
    {
        int length = shape[0] == 0 ? 0 : numbers.Length / shape[0];
        return [.. Enumerable.Range(0, shape[0]).Select(part => new CaseValue(numbers[(part * length)..((part + 1) * length)], shape[1..]))];
    }

    /// <summary>The numbers, as they are or copied.</summary>
    internal double[] ToArray() => [.. numbers];

    /// <summary>Where the number of this index stands: [2][0].</summary>
    internal string Place(int index)
    {
        string place = "";
        for (int dimension = shape.Length - 1; dimension >= 0; dimension--)
            (place, index) = ($"[{index % shape[dimension]}]{place}", index / shape[dimension]);
        return place;
    }

    private static CaseValue? Stacked(CaseValue[] parts)
    {
        int[] inner = parts.Length == 0 ? [] : parts[0].shape;
        return parts.All(part => part.shape.AsSpan().SequenceEqual(inner))
            ? new([.. parts.SelectMany(part => part.numbers)], [parts.Length, .. inner])
            : null;
    }

    private void Write(Utf8JsonWriter json, int dimension, ref int next)
    {
        if (dimension == shape.Length)
        {
            double number = numbers[next++];
            if (double.IsFinite(number))
                json.WriteNumberValue(number);
            else
                json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
            return;
        }

        json.WriteStartArray();
        for (int part = 0; part < shape[dimension]; part++)
            Write(json, dimension + 1, ref next);
        json.WriteEndArray();
    }
}
