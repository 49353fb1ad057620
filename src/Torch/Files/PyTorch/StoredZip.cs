using System.Buffers.Binary;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Reads zip archives as PyTorch writes them: nothing in them is compressed. All sizes are checked against the file's.</summary>
sealed class StoredZip
{
    const int EndLength = 22;
    const int End64Length = 56;
    const int LocatorLength = 20;
    const int DirectoryEntryLength = 46;
    const int LocalHeaderLength = 30;
    const int LongestComment = ushort.MaxValue;

    readonly FileStream file;
    readonly OrderedDictionary<string, Entry> entries = [];

    readonly record struct Entry(long Header, long Size, uint Crc);

    /// <exception cref="InvalidDataException">The archive is damaged or compressed.</exception>
    internal StoredZip(FileStream file)
    {
        this.file = file;
        var (count, start, length) = FindDirectory();
        if (start < 0 || length < 0 || start > file.Length - length) throw Damaged("its directory lies outside of the file");
        if (length > int.MaxValue || count > length / DirectoryEntryLength) throw Damaged("the number of its entries is impossible");
        ReadDirectory(Bytes(start, (int)length), count);
    }

    internal IEnumerable<string> Names => entries.Keys;

    internal bool Contains(string name) => entries.ContainsKey(name);

    internal long Size(string name) => Find(name).Size;

    /// <summary>All bytes of a small entry.</summary>
    internal byte[] Read(string name)
    {
        var entry = Find(name);
        if (entry.Size > int.MaxValue / 2) throw Damaged($"{name} is too large");
        Locate(name, entry);
        var data = new byte[entry.Size];
        file.ReadExactly(data);
        var crc = new Crc32();
        crc.Add(data);
        Check(name, entry, crc);
        return data;
    }

    /// <summary>Fills a dense tensor whose size is the entry's.</summary>
    internal void Read(string name, Tensor tensor)
    {
        var entry = Find(name);
        Locate(name, entry);
        if (!TensorData.Read(file, tensor)) throw Damaged($"{name} is truncated");
        var crc = new Crc32();
        TensorData.ForEach(tensor, crc.Add);
        Check(name, entry, crc);
    }

    void Check(string name, Entry entry, Crc32 crc)
    {
        if (crc.Value != entry.Crc) throw Damaged($"the checksum of {name} is {crc.Value:x8}, not {entry.Crc:x8} as the archive says");
    }

    Entry Find(string name) => entries.TryGetValue(name, out var entry) ? entry : throw Damaged($"it has no entry {name}");

    (long Count, long Start, long Length) FindDirectory()
    {
        var tailLength = (int)Math.Min(file.Length, EndLength + LongestComment);
        var tail = Bytes(file.Length - tailLength, tailLength);
        for (var i = tailLength - EndLength; i >= 0; i--)
        {
            var end = tail.AsSpan(i);
            if (U32(end) != 0x06054b50 || U16(end[20..]) != end.Length - EndLength) continue;
            var locator = file.Length - tailLength + i - LocatorLength;
            if (locator >= 0 && Bytes(locator, LocatorLength) is var l && U32(l) == 0x07064b50) return Directory64(U64(l.AsSpan(8)));
            return (U16(end[10..]), U32(end[16..]), U32(end[12..]));
        }
        throw Damaged("it has no directory at its end (a truncated file?)");
    }

    (long, long, long) Directory64(long place)
    {
        if (place < 0 || place > file.Length - End64Length) throw Damaged("its directory lies outside of the file");
        var end = Bytes(place, End64Length);
        if (U32(end) != 0x06064b50) throw Damaged("its directory is not where the archive says");
        return (U64(end.AsSpan(32)), U64(end.AsSpan(48)), U64(end.AsSpan(40)));
    }

    void ReadDirectory(ReadOnlySpan<byte> directory, long count)
    {
        Int128 total = 0;
        for (long i = 0; i < count; i++)
        {
            if (directory.Length < DirectoryEntryLength || U32(directory) != 0x02014b50) throw Damaged($"entry {i} of its directory is broken");
            var (flags, method, crc) = (U16(directory[8..]), U16(directory[10..]), U32(directory[16..]));
            long packed = U32(directory[20..]), size = U32(directory[24..]), header = U32(directory[42..]);
            int nameLength = U16(directory[28..]), extraLength = U16(directory[30..]), commentLength = U16(directory[32..]);
            var rest = directory[DirectoryEntryLength..];
            if (rest.Length < nameLength + extraLength + commentLength) throw Damaged($"entry {i} of its directory is broken");
            var name = Encoding.UTF8.GetString(rest[..nameLength]);
            Widen(rest.Slice(nameLength, extraLength), ref size, ref packed, ref header);
            if ((flags & 1) != 0) throw Damaged($"{name} is encrypted");
            if (method != 0 || packed != size) throw Damaged($"{name} is compressed, as PyTorch's files never are; pack the archive anew without compression");
            if (size < 0 || header < 0 || header > file.Length - LocalHeaderLength || size > file.Length - LocalHeaderLength - header) throw Damaged($"{name} lies outside of the file");
            total += size;
            if (total > file.Length) throw Damaged("its entries overlap");
            if (!entries.TryAdd(name, new(header, size, crc))) throw Damaged($"it has two entries {name}");
            directory = rest[(nameLength + extraLength + commentLength)..];
        }
    }

    /// <summary>Takes 64-bit numbers from the extra field where the 32-bit ones are full.</summary>
    static void Widen(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long header)
    {
        while (extra.Length >= 4)
        {
            var (tag, length) = (U16(extra), U16(extra[2..]));
            extra = extra[4..];
            if (length > extra.Length) return;
            if (tag == 1)
            {
                var wide = extra[..length];
                if (size == uint.MaxValue) size = Next(ref wide);
                if (packed == uint.MaxValue) packed = Next(ref wide);
                if (header == uint.MaxValue) header = Next(ref wide);
                return;
            }
            extra = extra[length..];
        }

        static long Next(ref ReadOnlySpan<byte> numbers)
        {
            if (numbers.Length < 8) return -1;
            var number = U64(numbers);
            numbers = numbers[8..];
            return number;
        }
    }

    /// <summary>Goes to an entry's data, past its local header.</summary>
    void Locate(string name, Entry entry)
    {
        var local = Bytes(entry.Header, LocalHeaderLength);
        if (U32(local) != 0x04034b50) throw Damaged($"{name} is not where the directory says");
        int nameLength = U16(local.AsSpan(26)), extraLength = U16(local.AsSpan(28));
        var start = entry.Header + LocalHeaderLength + nameLength + extraLength;
        if (start > file.Length - entry.Size) throw Damaged($"{name} lies outside of the file");
        if (Encoding.UTF8.GetString(Bytes(entry.Header + LocalHeaderLength, nameLength)) != name) throw Damaged($"{name} has another name in its own header");
        file.Position = start;
    }

    byte[] Bytes(long start, int length)
    {
        var data = new byte[length];
        file.Position = start;
        file.ReadExactly(data);
        return data;
    }

    static ushort U16(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at);
    static uint U32(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32LittleEndian(at);
    static long U64(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadInt64LittleEndian(at);

    InvalidDataException Damaged(string why) => new($"{file.Name} cannot be read as a zip archive of PyTorch: {why}.");
}
