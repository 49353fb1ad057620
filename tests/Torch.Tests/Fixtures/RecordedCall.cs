using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Fixtures;

/// <summary>A call of a method of Tensor, or of a static one of torch, and what PyTorch gave for it: an entry of operators.json, made by make_operators.py.</summary>
sealed class RecordedCall
{
    /// <summary>All calls, by name and number.</summary>
    public static readonly IReadOnlyDictionary<string, RecordedCall> All = Read();

    readonly JsonElement entry;
    readonly JsonProperty[] arguments;

    RecordedCall(JsonElement entry)
    {
        this.entry = entry;
        arguments = [.. entry.GetProperty("args").EnumerateArray().Select(a => a.EnumerateObject().Single())];
        Types = [.. arguments.Select(a => a.Name)];
        Name = entry.GetProperty("name").GetString()!;
        Method = Has("static") ? null : Find(typeof(Tensor), Name, Types[1..]);
        Static = Has("twin") ? null : Find(typeof(torch), Name, Types);
        InPlace = Has("static") || Has("inplace") ? null : Find(typeof(Tensor), Name + "_", Types[1..]);
        StaticInPlace = InPlace is null ? null : Find(typeof(torch), Name + "_", Types);
    }

    public string Name { get; }
    public string[] Types { get; }
    public MethodInfo? Method { get; }
    public MethodInfo? Static { get; }
    public MethodInfo? InPlace { get; }
    public MethodInfo? StaticInPlace { get; }
    public bool HasGradient => Has("gradient");
    public long? Seed => Has("seed") ? entry.GetProperty("seed").GetInt64() : null;
    public IEnumerable<MethodInfo> Methods => ((MethodInfo?[])[Method, Static, InPlace, StaticInPlace]).OfType<MethodInfo>();

    /// <summary>The arguments, the tensor itself first, newly made.</summary>
    public object?[] Arguments() => [.. arguments.Select(a => Value(a.Name, a.Value))];

    /// <summary>What PyTorch gave: tensors, numbers and nulls in a list.</summary>
    public List<object?> Expected() => Flat(Result(entry.GetProperty("result")));

    /// <summary>Calls a method; arguments left out take their defaults.</summary>
    public static object? Invoke(MethodInfo method, object?[] arguments)
    {
        var self = method.IsStatic ? null : arguments[0];
        var given = method.IsStatic ? arguments : arguments[1..];
        return method.Invoke(self, BindingFlags.DoNotWrapExceptions, null, [.. given, .. method.GetParameters().Skip(given.Length).Select(p => p.DefaultValue)], null);
    }

    /// <summary>A tuple or a list as a list.</summary>
    public static List<object?> Flat(object? result) => result switch
    {
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
        IEnumerable list and not Tensor => [.. list.Cast<object?>()],
        _ => [result],
    };

    bool Has(string property) => entry.TryGetProperty(property, out _);

    static MethodInfo? Find(Type type, string name, string[] types) => type.GetMethods()
        .Where(m => m.Name == name && m.IsStatic == (type == typeof(torch)))
        .Where(m => m.GetParameters() is var p && p.Length >= types.Length && p.Take(types.Length).Select(q => Short(q.ParameterType)).SequenceEqual(types) && p.Skip(types.Length).All(q => q.IsOptional))
        .MinBy(m => m.GetParameters().Length);

    static string Short(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Short(value) + "?"
        : type.IsArray ? Short(type.GetElementType()!) + "[]"
        : type.Name.StartsWith("ValueTuple") ? $"({string.Join(", ", type.GetGenericArguments().Select(Short))})"
        : type.Name;

    static object? Value(string type, JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : type.TrimEnd('?') switch
    {
        "Tensor" => TensorOf(json),
        "Tensor[]" => json.EnumerateArray().Select(TensorOf).ToArray(),
        "Scalar" => json.TryGetInt64(out var whole) && !json.GetRawText().Contains('.') ? (Scalar)whole : (Scalar)json.GetDouble(),
        "Boolean" => json.GetBoolean(),
        "Int32" => json.GetInt32(),
        "Int64" => json.GetInt64(),
        "Single" => json.GetSingle(),
        "Double" => json.GetDouble(),
        "Int64[]" or "IEnumerable`1" => Longs(json),
        "Size" => new Size(Longs(json)),
        "(Int64, Int64)" => Longs(json) is var l ? (l[0], l[1]) : default,
        "(Int64, Int64, Int64)" => Longs(json) is var l ? (l[0], l[1], l[2]) : default,
        "(Int64, Int64, Int64, Int64)" => Longs(json) is var l ? (l[0], l[1], l[2], l[3]) : default,
        "(Int64, Int64)[]" => json.EnumerateArray().Select(Longs).Select(l => (l[0], l[1])).ToArray(),
        "RoundingMode" => Enum.Parse<RoundingMode>(json.GetString()!),
        "ScalarType" => Enum.Parse<ScalarType>(json.GetString()!),
        "PaddingModes" => Enum.Parse<PaddingModes>(json.GetString()!),
        "Approximate" => Enum.Parse<TorchSharp.Modules.GELU.Approximate>(json.GetString()!),
        _ => throw new InvalidDataException($"operators.json holds an argument of type {type}, which is not known."),
    };

    static object? Result(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => TensorOf(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Result).ToArray(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => json.GetDouble(),
    };

    static Tensor TensorOf(JsonElement json)
    {
        var dtype = Enum.Parse<ScalarType>(json.GetProperty("dtype").GetString()!);
        var shape = Longs(json.GetProperty("shape"));
        var values = json.GetProperty("values").EnumerateArray().SelectMany(v => v.ValueKind == JsonValueKind.Array ? v.EnumerateArray().Select(Number) : [Number(v)]).ToArray();
        return is_complex(dtype) ? tensor(values, [.. shape, 2]).view_as_complex() : tensor(values, shape).to(dtype);
    }

    static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => double.Parse(json.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        _ => json.GetDouble(),
    };

    static long[] Longs(JsonElement json) => [.. json.EnumerateArray().Select(e => e.GetInt64())];

    static Dictionary<string, RecordedCall> Read()
    {
        using var stream = typeof(RecordedCall).Assembly.GetManifestResourceStream("operators.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateArray().Select(e => new RecordedCall(e.Clone()))
            .GroupBy(c => c.Name).SelectMany(g => g.Select((c, i) => ($"{c.Name} {i + 1}", c))).ToDictionary(p => p.Item1, p => p.c);
    }
}
