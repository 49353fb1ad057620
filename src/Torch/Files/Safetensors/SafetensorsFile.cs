using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Reads safetensors: 8 bytes of header length, a JSON header, then the elements of all tensors without holes. The
/// header is checked as the reference implementation does (github.com/huggingface/safetensors), and its size limited.
/// </summary>
sealed class SafetensorsFile : IDisposable
{
    const long LargestHeader = 100_000_000;
    const int LengthBytes = 8;
    const string MetadataKey = "__metadata__";

    readonly FileStream file;
    readonly long start;

    internal readonly record struct Entry(string Name, string Type, long[] Shape, long Begin, long End);

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal SafetensorsFile(string location)
    {
        file = SafeFile.OpenRead(location);
        var complete = false;
        try
        {
            var header = ReadHeader();
            start = file.Position;
            Parse(header);
            CheckLayout();
            complete = true;
        }
        finally
        {
            if (!complete) Dispose();
        }
    }

    /// <summary>What the file says about itself.</summary>
    internal Dictionary<string, string> Metadata { get; } = [];

    /// <summary>The tensors in the order of their data.</summary>
    internal List<Entry> Entries { get; private set; } = [];

    /// <summary>The elements of one tensor.</summary>
    internal Tensor Read(Entry entry)
    {
        if (SafetensorsTypes.Known(entry.Type) is not { } type) throw new NotSupportedException($"{file.Name}: {entry.Name} has the element type {entry.Type}, which this libtorch has not.");
        var tensor = empty(entry.Shape, type);
        file.Position = start + entry.Begin;
        if (TensorData.Read(file, tensor)) return tensor;
        tensor.Dispose();
        throw Damaged($"it ends within {entry.Name}");
    }

    byte[] ReadHeader()
    {
        Span<byte> number = stackalloc byte[LengthBytes];
        if (file.ReadAtLeast(number, LengthBytes, throwOnEndOfStream: false) < LengthBytes) throw Damaged("it is shorter than the length of its header");
        var length = BitConverter.ToUInt64(number);
        if (length > LargestHeader) throw Damaged($"its header would have {length} bytes, more than {LargestHeader}");
        if ((long)length > file.Length - LengthBytes) throw Damaged($"its header would have {length} bytes, but the file has only {file.Length}");
        var header = new byte[length];
        file.ReadExactly(header);
        if (header is not [(byte)'{', ..]) throw Damaged("its header does not begin with '{'");
        return header;
    }

    void Parse(byte[] header)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(header);
            using var json = JsonDocument.Parse(header, new() { MaxDepth = 8, AllowDuplicateProperties = false });
            foreach (var property in json.RootElement.EnumerateObject())
                if (property.Name == MetadataKey) ParseMetadata(property.Value);
                else Entries.Add(ParseEntry(property.Name, property.Value));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file.Name} cannot be read: its header is not as safetensors wants it: {e.Message}", e);
        }
    }

    void ParseMetadata(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Damaged($"{MetadataKey} is not an object");
        foreach (var item in value.EnumerateObject())
            Metadata.Add(item.Name, item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : throw Damaged($"{MetadataKey} has the value {item.Name}, which is no string"));
    }

    Entry ParseEntry(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Damaged($"{name} is not described by an object");
        if (!value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String) throw Damaged($"{name} has no dtype");
        var type = dtype.GetString()!;
        if (SafetensorsTypes.Bits(type) == 0) throw Damaged($"{name} has the unknown dtype {type}");
        var (shape, offsets) = (Numbers(name, value, "shape"), Numbers(name, value, "data_offsets"));
        if (offsets.Length != 2) throw Damaged($"{name} has {offsets.Length} data_offsets instead of 2");
        return new(name, type, shape, offsets[0], offsets[1]);
    }

    long[] Numbers(string name, JsonElement value, string field)
    {
        if (!value.TryGetProperty(field, out var array) || array.ValueKind != JsonValueKind.Array) throw Damaged($"{name} has no {field}");
        return [.. array.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt64(out var number) && number >= 0 ? number : throw Damaged($"{field} of {name} is not of whole numbers"))];
    }

    /// <summary>Tensors follow each other without hole or overlap up to the end of the file.</summary>
    void CheckLayout()
    {
        Entries = [.. Entries.OrderBy(e => e.Begin).ThenBy(e => e.End)];
        long end = 0;
        foreach (var entry in Entries)
        {
            if (entry.Begin != end || entry.End < entry.Begin) throw Damaged($"the data of {entry.Name}, {entry.Begin} to {entry.End}, does not follow what ends at {end}");
            if (SafetensorsTypes.Bytes(entry.Type, entry.Shape) is var bytes && bytes != entry.End - entry.Begin)
                throw Damaged($"{entry.Name} of shape {FileElements.Text(entry.Shape)} and dtype {entry.Type} has {entry.End - entry.Begin} bytes{(bytes < 0 ? "" : $" instead of {bytes}")}");
            end = entry.End;
        }
        if (end != file.Length - start) throw Damaged($"it has {file.Length - start} bytes of data, but its header describes {end}{(Entries.LastOrDefault() is { Name: not null } last && end > file.Length - start ? $"; it ends before {last.Name} does" : "")}");
    }

    InvalidDataException Damaged(string why) => new($"{file.Name} cannot be read as safetensors: {why}.");

    public void Dispose() => file.Dispose();
}
