using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// TorchSharp's own format. A tensor is its element type, its number of dimensions and their lengths, each as a LEB128
/// number, then the elements; a state is the number of entries, then for each its name and its tensor.
/// </summary>
static class DatFormat
{
    const int LongestName = 1 << 16;
    const int MostDimensions = 64;
    const int Piece = 1 << 20;

    /// <summary>What stands before the elements of a tensor.</summary>
    internal readonly record struct Header(ScalarType Type, long[] Shape, long Bytes);

    internal static void WriteNumber(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    /// <summary>Writes a tensor; one that is not contiguous in row-major order.</summary>
    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        var (type, shape) = (tensor.dtype, tensor.shape);
        if (FileElements.Size(type) == 0) throw new NotSupportedException($"A tensor of {type} cannot be saved; convert it first.");
        WriteNumber(writer, (long)type);
        WriteNumber(writer, shape.Length);
        foreach (var length in shape) WriteNumber(writer, length);
        TensorData.Write(writer.BaseStream, tensor); // BaseStream flushes the writer
    }

    internal static void Write(BinaryWriter writer, IReadOnlyDictionary<string, Tensor> state, ICollection<string>? skip)
    {
        var kept = state.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
        WriteNumber(writer, kept.Count);
        foreach (var (name, tensor) in kept)
        {
            writer.Write(name);
            Write(writer, tensor);
        }
        writer.Flush();
    }

    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    /// <exception cref="InvalidDataException">It is no number.</exception>
    internal static long ReadNumber(BinaryReader reader, string what)
    {
        try
        {
            return reader.Read7BitEncodedInt64();
        }
        catch (EndOfStreamException)
        {
            throw Truncated(reader, what);
        }
        catch (FormatException)
        {
            throw new InvalidDataException($"{Name(reader)}: {what} is not a LEB128 number; this is no file of TorchSharp's format.");
        }
    }

    internal static string ReadName(BinaryReader reader, string what)
    {
        var length = ReadNumber(reader, $"the name of {what}");
        if (length is < 0 or > LongestName) throw new InvalidDataException($"{Name(reader)}: the name of {what} would have {length} bytes; this is no file of TorchSharp's format.");
        var bytes = reader.ReadBytes((int)length);
        if (bytes.Length < length) throw Truncated(reader, $"the name of {what}");
        var name = Encoding.UTF8.GetString(bytes);
        return name.Any(c => char.IsControl(c) || c == '\ufffd') ? throw new InvalidDataException($"{Name(reader)}: the name of {what} is not text; this is no file of TorchSharp's format.") : name;
    }

    internal static Header ReadHeader(BinaryReader reader, string what)
    {
        var type = ReadNumber(reader, $"the element type of {what}");
        if (type is < 0 or > sbyte.MaxValue || FileElements.Size((ScalarType)type) == 0) throw new InvalidDataException($"{Name(reader)}: {what} has the unknown element type {type}.");
        var dimensions = ReadNumber(reader, $"the shape of {what}");
        if (dimensions is < 0 or > MostDimensions) throw new InvalidDataException($"{Name(reader)}: {what} would have {dimensions} dimensions.");
        var shape = new long[dimensions];
        for (var i = 0; i < shape.Length; i++) shape[i] = ReadNumber(reader, $"the shape of {what}");
        var bytes = FileElements.Bytes((ScalarType)type, shape);
        if (bytes < 0) throw new InvalidDataException($"{Name(reader)}: {what} has the impossible shape {FileElements.Text(shape)}.");
        return new((ScalarType)type, shape, bytes);
    }

    /// <summary>Reads the elements. Memory is taken only for bytes that are there.</summary>
    internal static Tensor ReadData(BinaryReader reader, Header header, string what)
    {
        var stream = reader.BaseStream;
        if (!stream.CanSeek) return Gathered(reader, header, what);
        if (stream.Length - stream.Position < header.Bytes) throw Truncated(reader, what);
        var tensor = empty(header.Shape, header.Type);
        if (TensorData.Read(stream, tensor)) return tensor;
        tensor.Dispose();
        throw Truncated(reader, what);
    }

    /// <summary>From a stream of unknown length.</summary>
    static Tensor Gathered(BinaryReader reader, Header header, string what)
    {
        var pieces = new List<byte[]>();
        for (var left = header.Bytes; left > 0; left -= pieces[^1].Length)
        {
            var piece = reader.ReadBytes((int)Math.Min(Piece, left));
            if (piece.Length == 0) throw Truncated(reader, what);
            pieces.Add(piece);
        }
        var tensor = empty(header.Shape, header.Type);
        using var joined = new PieceStream(pieces);
        TensorData.Read(joined, tensor);
        return tensor;
    }

    internal static void SkipData(BinaryReader reader, Header header, string what)
    {
        if (!TensorData.Skip(reader.BaseStream, header.Bytes)) throw Truncated(reader, what);
    }

    static EndOfStreamException Truncated(BinaryReader reader, string what) =>
        new($"{Name(reader)} ends within {what}: attempted to read past the end of the stream. The file is truncated, or no file of TorchSharp's format.");

    internal static string Name(BinaryReader reader) => SafeFile.NameOf(reader.BaseStream);
}
