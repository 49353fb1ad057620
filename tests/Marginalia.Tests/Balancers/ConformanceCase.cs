using System.Text.Json;

namespace Marginalia.Tests.Balancers;

/// <summary>A case of a file of Fixtures: what goes in and what must come out, with its tolerance.</summary>
internal sealed class ConformanceCase
{
    private const double Rounding = 5e-12;
    private static readonly Dictionary<string, ConformanceCase[]> Files = new[] { "conformance", "conformance-gramian", "conformance-jacobian", "conformance-losses" }.ToDictionary(name => name, Load);
    private static readonly Dictionary<string, ConformanceCase> Cases = Files.Values.SelectMany(cases => cases).ToDictionary(test => test.Id);
    private readonly JsonElement json;

    private ConformanceCase(JsonElement json) => this.json = json;


    public string Id => json.GetProperty("id").GetString()!;

    public string Method => json.GetProperty("method").GetString()!;

    public string Kind => json.GetProperty("kind").GetString()!;

    public bool MustFail => Expected.TryGetProperty("error", out _);

    public bool MayFail => Expected.TryGetProperty("ill_posed", out _);

    public JsonElement Inputs => json.GetProperty("inputs");

    public JsonElement Params => json.GetProperty("params");

    private JsonElement Expected => json.GetProperty("expected");

    public static IEnumerable<string> IdsOf(string file) => Files[file].Select(test => test.Id);

    public static ConformanceCase Of(string id) => Cases[id];

    public static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!) : value.GetDouble();

    public static double[] Vector(JsonElement value) => [.. value.EnumerateArray().Select(Number)];

    public static double[][] Matrix(JsonElement value) => [.. value.EnumerateArray().Select(Vector)];

    public double[] Vector(string input) => Vector(Inputs.GetProperty(input));

    public double[][] Matrix(string input) => Matrix(Inputs.GetProperty(input));

    public bool Expects(string name) => Expected.TryGetProperty(name, out _);

    /// <summary>
    /// |got_k - expected_k| at most abs + rel max_j |expected_j|, the suite's rule, plus half a unit of the twelfth digit, to which expected
    /// numbers are rounded. Also for a number or the rows of a matrix.
    /// </summary>
    public void AssertExpected(string name, params double[][] got)
    {
        var value = Expected.GetProperty(name);
        var rows = value.ValueKind != JsonValueKind.Array ? [[Number(value)]]
            : value[0].ValueKind == JsonValueKind.Array ? Matrix(value)
            : new[] { Vector(value) };
        Assert.Equal(rows.Length, got.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            double tolerance = Tolerance(name, "abs") + (Tolerance(name, "rel") + Rounding) * rows[row].Max(Math.Abs);
            Numbers.AssertClose(rows[row], got[row], tolerance, $"{Id} {name} row {row}");
        }
    }

    public void AssertExpected(string name, double got) => AssertExpected(name, [got]);

    private double Tolerance(string name, string kind)
    {
        var tolerance = json.GetProperty("tolerance");
        return name == "weights" && tolerance.TryGetProperty("weights_" + kind, out var special)
            ? special.GetDouble()
            : tolerance.GetProperty(kind).GetDouble();
    }

    private static ConformanceCase[] Load(string file)
    {
        using var stream = typeof(ConformanceCase).Assembly.GetManifestResourceStream($"Balancers.Fixtures.{file}.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(element => new ConformanceCase(element.Clone()))];
    }
}
