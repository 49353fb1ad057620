using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Behaviour;

/// <summary>Writes a value in the form in which the recording has it.</summary>
static class Description
{
    internal static JsonNode? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth,
        float or double => Number(Convert.ToDouble(value)),
        Half half => Number((double)half),
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value),
        Complex c => new JsonArray(Number(c.Real), Number(c.Imaginary)),
        Enum e => e.ToString(),
        Tensor { IsInvalid: true } => "<disposed tensor>",
        Tensor t => OfTensor(t),
        ITuple tuple => new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i]))]),
        IDictionary dictionary => new JsonObject(dictionary.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, Of(dictionary[key])))),
        nn.Module module => module.GetType().FullName,
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Of)]),
        _ when value.GetType().Name.Contains("AnonymousType") => new JsonObject(value.GetType().GetProperties().Select(p => KeyValuePair.Create(p.Name, Of(p.GetValue(value))))),
        _ => value.ToString(),
    };

    static JsonObject OfTensor(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var values = tensor.dtype switch
        {
            ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 => Pairs(new Op("view_as_real").Call(new Op("resolve_conj").Call(tensor))),
            ScalarType.Bool => Flat(tensor.to(ScalarType.Byte)).Select(x => (JsonNode?)(x != 0)),
            ScalarType.Int64 => MemoryMarshal.Cast<byte, long>(Bytes(tensor)).ToArray().Select(x => (JsonNode?)x),
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 => Flat(tensor).Select(x => (JsonNode?)(long)x),
            _ => Flat(tensor).Select(Number),
        };
        return new JsonObject { ["dtype"] = tensor.dtype.ToString(), ["shape"] = new JsonArray([.. tensor.shape.Select(n => (JsonNode?)n)]), ["values"] = new JsonArray([.. values]) };
    }

    static double[] Flat(Tensor tensor) => MemoryMarshal.Cast<byte, double>(Bytes(tensor.to(ScalarType.Float64))).ToArray();

    static ReadOnlySpan<byte> Bytes(Tensor tensor)
    {
        var flat = tensor.contiguous();
        return flat.dtype == ScalarType.Int64 ? MemoryMarshal.AsBytes<long>(flat.data<long>().ToArray()) : MemoryMarshal.AsBytes<double>(flat.data<double>().ToArray());
    }

    static IEnumerable<JsonNode?> Pairs(Tensor real) => Flat(real).Chunk(2).Select(pair => (JsonNode?)new JsonArray(Number(pair[0]), Number(pair[1])));

    static JsonNode? Number(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : value;
}
