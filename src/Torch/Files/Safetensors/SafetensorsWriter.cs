using System.Text.Encodings.Web;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes safetensors as the reference implementation does: the widest elements first, then by name; the header is padded to a multiple of 8 bytes.</summary>
static class SafetensorsWriter
{
    const int Alignment = 8;
    const string MetadataKey = "__metadata__";

    internal static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var entries = tensors.Select(t => (t.Key, t.Value, Type: TypeOf(t.Key, t.Value)))
            .OrderByDescending(t => t.Type.Rank).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) WriteHeader(writer, entries, metadata);
        while (json.Length % Alignment != 0) json.WriteByte((byte)' ');
        stream.Write(BitConverter.GetBytes(json.Length));
        json.WriteTo(stream);
        foreach (var (_, tensor, _) in entries) TensorData.Write(stream, tensor);
    }

    static (string Name, int Rank) TypeOf(string name, Tensor tensor)
    {
        if (name == MetadataKey) throw new ArgumentException($"No tensor can have the name {MetadataKey} in safetensors.");
        return SafetensorsTypes.Of(tensor.dtype) ?? throw new NotSupportedException($"{name} has the element type {tensor.dtype}, which safetensors lacks; convert it first.");
    }

    static void WriteHeader(Utf8JsonWriter writer, List<(string Name, Tensor Tensor, (string Name, int Rank) Type)> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        writer.WriteStartObject();
        if (metadata is not null)
        {
            writer.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) writer.WriteString(key, value);
            writer.WriteEndObject();
        }
        long place = 0;
        foreach (var (name, tensor, type) in entries)
        {
            var end = place + FileElements.Bytes(tensor.dtype, tensor.shape);
            writer.WriteStartObject(name);
            writer.WriteString("dtype", type.Name);
            WriteNumbers(writer, "shape", tensor.shape);
            WriteNumbers(writer, "data_offsets", [place, end]);
            writer.WriteEndObject();
            place = end;
        }
        writer.WriteEndObject();
    }

    static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
