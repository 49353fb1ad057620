using System.Reflection;
using System.Text.Json;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Fixtures;

/// <summary>What make_layers.py recorded, and how its calls are made here: by the names of functions and arguments.</summary>
static class LayerFixture
{
    static readonly JsonElement Root = Read();

    public static IReadOnlyList<JsonElement> Functions { get; } = [.. Root.GetProperty("functions").EnumerateArray()];

    public static IReadOnlyList<JsonElement> Modules { get; } = [.. Root.GetProperty("modules").EnumerateArray()];

    /// <summary>True if random numbers must agree bit by bit.</summary>
    public static bool SameLibtorch { get; } = __version__ == Root.GetProperty("libtorch").GetString();

    static JsonElement Read()
    {
        using var stream = typeof(LayerFixture).Assembly.GetManifestResourceStream("layers.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    /// <summary>A call of the method of that name that takes all these arguments; the tensors among them are added to a list.</summary>
    public static Func<object> Call(Type type, string name, IEnumerable<(string Name, JsonElement Value)> arguments, List<Tensor> tensors)
    {
        var given = arguments.ToDictionary(a => a.Name, a => a.Value);
        var made = given.Where(a => IsTensor(a.Value)).ToDictionary(a => a.Key, a => MakeTensor(a.Value, tensors));
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.Name == name))
        {
            var parameters = method.GetParameters();
            if (!given.Keys.All(k => parameters.Any(p => p.Name == k))) continue;
            var values = parameters.Select(p => made.TryGetValue(p.Name!, out var tensor) ? p.ParameterType == typeof(Tensor) ? tensor : Misfit
                : given.TryGetValue(p.Name!, out var value) ? Convert(value, p.ParameterType)
                : p.Name == "dtype" && p.ParameterType == typeof(ScalarType?) && type == typeof(nn) ? float64
                : p.HasDefaultValue ? p.DefaultValue : Misfit).ToArray();
            if (!values.Contains(Misfit)) return () => method.Invoke(null, values)!;
        }
        throw new MissingMethodException($"{type.Name}.{name}({string.Join(", ", given.Keys)}) does not exist.");
    }

    static readonly object Misfit = new();

    /// <summary>Whether an argument can be compared with a property, and what it should be.</summary>
    public static bool Becomes(JsonElement value, PropertyInfo? property, out object? expected)
    {
        expected = property is null || property.PropertyType.IsByRefLike ? Misfit : Convert(value, property.PropertyType);
        return expected != Misfit;
    }

    static bool IsTensor(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("shape", out _);

    /// <summary>The n-th tensor of a call, by the formula of make_layers.py.</summary>
    public static Tensor MakeTensor(JsonElement value, List<Tensor> tensors)
    {
        var n = tensors.Count;
        var shape = Longs(value.GetProperty("shape"));
        tensors.Add(value.TryGetProperty("ints", out var ints) ? tensor(Longs(ints), shape) : Formula(n, shape, value.GetProperty("kind").GetString()!));
        return tensors[n];
    }

    static Tensor Formula(int n, long[] shape, string kind)
    {
        var values = Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => Math.Sin(0.7 * i + 1.3 * n));
        return kind switch
        {
            "positive" => tensor([.. values.Select(v => v * 0.45 + 0.55)], shape).requires_grad_(),
            "constant" => tensor([.. values.Select(v => v * 0.45 + 0.55)], shape),
            "signs" => tensor([.. values.Select(v => v > 0 ? 1.0 : -1)], shape),
            "logs" => tensor([.. values], shape).log_softmax(-1),
            _ => tensor([.. values], shape).requires_grad_(),
        };
    }

    /// <summary>The cosines that weight sums: cos(i) for element i.</summary>
    public static Tensor Weights(Tensor like) => tensor([.. Enumerable.Range(0, (int)like.numel()).Select(i => Math.Cos(i))], like.shape);

    static object? Convert(JsonElement value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null: return type.IsValueType && plain == type ? Misfit : null;
            case JsonValueKind.True or JsonValueKind.False: return plain == typeof(bool) ? value.GetBoolean() : Misfit;
            case JsonValueKind.String: return plain.IsEnum ? Enum.Parse(plain, value.GetString()!) : Misfit;
            case JsonValueKind.Number:
                if (plain == typeof(double)) return value.GetDouble();
                if (plain == typeof(float)) return value.GetSingle();
                if (plain == typeof(long)) return value.TryGetInt64(out var whole) ? whole : Misfit;
                return plain == typeof(int) ? value.GetInt32() : Misfit;
            case JsonValueKind.Array:
                if (type == typeof(double[])) return value.EnumerateArray().Select(e => e.GetDouble()).ToArray();
                return type == typeof(long[]) ? Longs(value) : Misfit;
            default:
                var items = value.GetProperty("tuple").EnumerateArray().ToList();
                var types = plain.GetGenericArguments();
                if (!plain.Name.StartsWith("ValueTuple") || types.Length != items.Count) return Misfit;
                var converted = items.Select((item, i) => Convert(item, types[i])).ToArray();
                return converted.Contains(Misfit) ? Misfit : Activator.CreateInstance(plain, converted);
        }
    }

    static long[] Longs(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt64())];
}
