using System.Text.Json;

namespace Marginalia.Conformance;

/// <summary>One case: a method, what goes in, and what must come out within which tolerance. docs/conformance.md says how to write one.</summary>
public sealed class ConformanceCase
{
    /// <summary>Half a unit of the twelfth digit, to which expected numbers are rounded, relative to the number.</summary>
    private const double Rounding = 5e-12;

    private readonly Dictionary<string, CaseValue> expected = [];
    private readonly JsonElement tolerance;

    /// <summary>Reads a case; what goes in is read when it runs.</summary>
    /// <exception cref="FormatException">A field is missing or not of its kind; the message names it.</exception>
    internal ConformanceCase(JsonElement json)
    {
        Id = Text(json, "id");
        Method = Text(json, "method");
        Kind = json.TryGetProperty("kind", out _) ? Text(json, "kind") : "";
        Inputs = new("inputs", Member(json, "inputs") ?? throw new FormatException("inputs is missing"));
        Parameters = new("params", Member(json, "params") ?? JsonElement.Parse("{}"));
        tolerance = Member(json, "tolerance") ?? JsonElement.Parse("{}");
        foreach (var field in (Member(json, "expected") ?? JsonElement.Parse("{}")).EnumerateObject())
        {
            if (field.Name == "error")
                MustFail = Flag(field);
            else if (field.Name == "ill_posed")
                IllPosed = Flag(field);
            else if (field.Name == "accept")
                Accepted = new CaseFields("expected", json.GetProperty("expected")).Words("accept");
            else
                expected.Add(field.Name, CaseValue.Read(field.Value, $"expected.{field.Name}"));
        }

        if (expected.Count > 0)
            _ = (Tolerance("", "abs"), Tolerance("", "rel"));
    }

    /// <summary>Its name, unique in its file.</summary>
    public string Id { get; }

    /// <summary>Name of the method, as docs/conformance.md lists them.</summary>
    public string Method { get; }

    /// <summary>"gradient", "loss" or "sequence"; empty when it does not say.</summary>
    public string Kind { get; }

    /// <summary>The numbers that must come out, by name; empty where an error must, or anything finite may.</summary>
    public IReadOnlyDictionary<string, CaseValue> Expected => expected;

    /// <summary>Whether the input must be refused.</summary>
    public bool MustFail { get; }

    /// <summary>Whether the definition has no unique answer here, so that any of <see cref="Accepted"/> will do.</summary>
    public bool IllPosed { get; }

    /// <summary>What will do where the case is ill-posed: "error", "finite".</summary>
    public IReadOnlyList<string> Accepted { get; } = ["error", "finite"];

    /// <summary>What goes in.</summary>
    internal CaseFields Inputs { get; }

    /// <summary>Settings of the method.</summary>
    internal CaseFields Parameters { get; }

    /// <summary>
    /// The number that is farthest from what is expected, in units of what is allowed, which is abs + rel max_j |expected_j| over the vector
    /// that it is part of, plus half a unit of the twelfth digit.
    /// </summary>
    internal CaseDeviation Compare(string key, CaseValue got)
    {
        var target = expected[key];
        if (!target.Shape.SequenceEqual(got.Shape))
            return new(key, $" of shape [{string.Join(", ", got.Shape)}] instead of [{string.Join(", ", target.Shape)}]", double.NaN, double.NaN, double.PositiveInfinity);
        double absolute = Tolerance(key, "abs"), relative = Tolerance(key, "rel");
        var worst = new CaseDeviation(key, "", double.NaN, double.NaN, -1);
        for (int index = 0; index < target.Numbers.Count; index++)
        {
            int row = index - index % target.RowLength;
            double scale = target.Numbers.Skip(row).Take(target.RowLength).Max(Math.Abs);
            double number = got.Numbers[index], wanted = target.Numbers[index];
            double allowed = absolute + relative * scale + Rounding * Math.Abs(wanted), off = Math.Abs(number - wanted);
            double multiple = number.Equals(wanted) ? 0 : !double.IsFinite(off) ? double.PositiveInfinity : off / allowed;
            if (multiple > worst.Multiple)
                worst = new(key, target.Place(index), number, wanted, multiple);
        }

        return worst.Multiple < 0 ? worst with { Multiple = 0 } : worst;
    }

    private static JsonElement? Member(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Object ? value
        : throw new FormatException($"{name} is {CaseValue.Kind(value)}; expected an object");

    private static string Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? throw new FormatException($"{name} is missing")
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw new FormatException($"{name} is {CaseValue.Kind(value)}; expected a text");

    private static bool Flag(JsonProperty field) => field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? field.Value.GetBoolean()
        : throw new FormatException($"expected.{field.Name} is {CaseValue.Kind(field.Value)}; expected true or false");

    private double Tolerance(string key, string kind)
    {
        string name = key == "weights" && tolerance.TryGetProperty("weights_" + kind, out _) ? "weights_" + kind : kind;
        double value = new CaseFields("tolerance", tolerance).Number(name);
        return value >= 0 ? value : throw new FormatException($"tolerance.{name} is {value}; expected 0 or more");
    }
}
