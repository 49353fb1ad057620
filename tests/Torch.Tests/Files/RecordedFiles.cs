using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Files;

/// <summary>The files of Fixtures/files in a folder of the test's own, and what their descriptions say.</summary>
public sealed class RecordedFiles : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("marginalia-files-").FullName;

    /// <summary>A path for a file that the test writes.</summary>
    public string New(string name) => Path.Combine(folder, name);

    /// <summary>A copy of a recorded file.</summary>
    public string this[string name]
    {
        get
        {
            var path = New(name);
            File.WriteAllBytes(path, Bytes(name));
            return path;
        }
    }

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(RecordedFiles).Assembly.GetManifestResourceStream($"files/{name}") ?? throw new FileNotFoundException(name);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static IEnumerable<string> Names => typeof(RecordedFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("files/", StringComparison.Ordinal)).Select(n => n["files/".Length..]);

    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(Bytes(name));
        return document.RootElement.Clone();
    }

    /// <summary>The tensor that a description tells of.</summary>
    public static Tensor Described(JsonElement json)
    {
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())];
        var name = json.TryGetProperty("dtype", out var dtype) ? dtype.GetString()! : "Float32";
        var type = name switch
        {
            "torch.float32" => ScalarType.Float32,
            "torch.float64" => ScalarType.Float64,
            "torch.float16" => ScalarType.Float16,
            "torch.bfloat16" => ScalarType.BFloat16,
            "torch.int64" => ScalarType.Int64,
            "torch.int8" => ScalarType.Int8,
            "torch.uint8" => ScalarType.Byte,
            "torch.bool" => ScalarType.Bool,
            _ => Enum.Parse<ScalarType>(name),
        };
        var values = json.GetProperty("values").EnumerateArray().ToArray();
        if (type is ScalarType.ComplexFloat32)
        {
            using var parts = tensor([.. values.SelectMany(v => v.EnumerateArray()).Select(v => v.GetSingle())], [.. shape, 2L]);
            return new Op("view_as_complex").Call(parts);
        }
        if (type is ScalarType.Int64) return tensor([.. values.Select(v => v.GetInt64())], shape);
        return tensor([.. values.Select(v => v.ValueKind is JsonValueKind.True or JsonValueKind.False ? (v.GetBoolean() ? 1 : 0) : v.GetDouble())], shape, type);
    }

    /// <summary>The tensors of a description's dictionary.</summary>
    public static Dictionary<string, Tensor> State(string json, string key = "state_dict") =>
        Json(json).GetProperty(key).EnumerateObject().ToDictionary(p => p.Name, p => Described(p.Value));

    /// <summary>Equal type, shape and elements (float64 within the nine digits that were recorded).</summary>
    public static void Same(Tensor expected, Tensor actual, string name)
    {
        Assert.True(expected.dtype == actual.dtype, $"{name} is of {actual.dtype}, not {expected.dtype}");
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{name} has the shape [{string.Join(", ", actual.shape)}]");
        var exact = expected.dtype != ScalarType.Float64;
        using var scope = NewDisposeScope();
        Assert.True(exact ? expected.Equals(actual.detach()) : expected.allclose(actual.detach(), 1e-8, 0), $"{name} has other values");
    }

    public static void Same(IReadOnlyDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, value) in expected) Same(value, actual[name], name);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
