using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Json;

namespace Marginalia.Datasets.Caching;

/// <summary>What a cache file holds.</summary>
/// <remarks>
/// The file begins with 64 bytes: "MargData", the version (4 bytes), length, offset and XxHash3 of the header (8 bytes each), little-endian, zeros. Then come
/// the columns, each at a multiple of 64 bytes; then, up to the end of the file, the header as JSON.
/// </remarks>
/// <param name="Key">What the examples were made from.</param>
/// <param name="Count">Number of examples.</param>
/// <param name="Columns">The fields.</param>
internal sealed record CacheHeader(string Key, int Count, CacheColumn[] Columns)
{
    /// <summary>Bytes before the first column, and what the offsets of columns are multiples of.</summary>
    public const int Alignment = 64;

    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "MargData"u8;

    /// <summary>Reads the header of a file and checks that the file is as long as it says.</summary>
    /// <exception cref="InvalidDataException">The file is cut off, damaged, or no such file.</exception>
    public static CacheHeader Read(FileStream file)
    {
        Span<byte> start = stackalloc byte[Alignment];
        if (file.ReadAtLeast(start, Alignment, throwOnEndOfStream: false) < Alignment || !start.StartsWith(Magic))
            throw new InvalidDataException("it is no cache of a data set");
        int version = BinaryPrimitives.ReadInt32LittleEndian(start[8..]);
        if (version != Version)
            throw new InvalidDataException($"it is of version {version}, and this is version {Version}");
        long length = BinaryPrimitives.ReadInt64LittleEndian(start[16..]), offset = BinaryPrimitives.ReadInt64LittleEndian(start[24..]);
        if (length is < 0 or > 1 << 24 || offset < Alignment || length + offset != file.Length)
            throw new InvalidDataException($"it is cut off or damaged: {file.Length} bytes are not the {length + offset} that it should have");
        var json = new byte[length];
        file.Position = offset;
        file.ReadExactly(json);
        if (start[40..].ContainsAnyExcept((byte)0) || XxHash3.HashToUInt64(json) != BinaryPrimitives.ReadUInt64LittleEndian(start[32..]))
            throw new InvalidDataException("the checksum of its header is wrong");
        return JsonSerializer.Deserialize<CacheHeader>(json)!;
    }

    /// <summary>Writes the header behind what is in the file, then the begin of the file.</summary>
    public void Write(Stream file)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this);
        long offset = file.Length;
        file.Position = offset;
        file.Write(json);
        var start = new byte[Alignment];
        Magic.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(start.AsSpan(16), json.Length);
        BinaryPrimitives.WriteInt64LittleEndian(start.AsSpan(24), offset);
        BinaryPrimitives.WriteUInt64LittleEndian(start.AsSpan(32), XxHash3.HashToUInt64(json));
        file.Position = 0;
        file.Write(start);
    }
}
