using System.Text.Json;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Mathematics;

/// <summary>One call whose results PyTorch computed (Fixtures/make_math.py).</summary>
/// <param name="Name">Which function, e.g. <c>linalg.norm.string</c>.</param>
/// <param name="Arguments">Tensors, doubles, strings, long[] and null.</param>
/// <param name="Results">One tensor or several.</param>
sealed record MathCase(string Name, object?[] Arguments, Tensor[] Results)
{
    internal static readonly ILookup<string, MathCase> All = Read().ToLookup(c => c.Name);

    internal Tensor T(int i) => (Tensor)Arguments[i]!;

    static List<MathCase> Read()
    {
        using var stream = typeof(MathCase).Assembly.GetManifestResourceStream("math.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(c => new MathCase(c.GetProperty("name").GetString()!, [.. c.GetProperty("arguments").EnumerateArray().Select(Value)], [.. c.GetProperty("results").EnumerateArray().Select(r => (Tensor)Value(r)!)]))];
    }

    static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Array => json.EnumerateArray().Select(e => e.GetDouble()).ToArray(),
        JsonValueKind.Object => Read(json),
        _ => null,
    };

    static Tensor Read(JsonElement json)
    {
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
        double[] values = [.. json.GetProperty("values").EnumerateArray().Select(Number)];
        return json.GetProperty("kind").GetString() switch
        {
            "complex" => ops.call<Tensor>("view_as_complex", tensor(values, [.. shape, 2])),
            "int" => tensor(values, shape).to(ScalarType.Int64),
            "bool" => tensor(values, shape).to(ScalarType.Bool),
            _ => tensor(values, shape),
        };
    }

    static double Number(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Number => e.GetDouble(),
        _ => e.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.NaN,
        },
    };
}
