using System.Text;

namespace TorchSharp;

/// <summary>Writes zip archives as PyTorch does: uncompressed, the data of every entry at a multiple of 64 bytes, with a 64-bit directory.</summary>
/// <param name="stream">Written to, never read or sought.</param>
/// <param name="folder">What all names begin with.</param>
/// <param name="widest">Sizes and places above need 64 bits.</param>
sealed class StoredZipWriter(Stream stream, string folder, long widest = uint.MaxValue - 1)
{
    const int Alignment = 64;
    const int LocalHeaderLength = 30;
    const ushort Utf8Names = 0x0800;
    const ushort SizesFollow = 8;
    readonly List<byte> directory = [];
    long place;
    long count;

    /// <summary>Adds an entry of that many bytes.</summary>
    internal void Add(string name, long size, Action<Stream> write)
    {
        var title = Encoding.UTF8.GetBytes($"{folder}/{name}");
        var (start, wide) = (place, size > widest);
        Put(stream, Header(title, size, wide));
        var data = new Checked(stream);
        write(data);
        if (data.Length != size) throw new InvalidOperationException($"{name}: {data.Length} bytes were written instead of {size}.");
        place += size;
        if (size > 0) Put(stream, [.. U32(0x08074b50), .. U32(data.Crc), .. wide ? [.. U64(size), .. U64(size)] : (byte[])[.. U32(size), .. U32(size)]]);
        Describe(title, start, size, data.Crc);
        count++;
    }

    internal void Add(string name, byte[] data) => Add(name, data.Length, s => s.Write(data));

    byte[] Header(byte[] title, long size, bool wide)
    {
        byte[] extra = wide ? [.. U16(1), .. U16(16), .. U64(0), .. U64(0)] : [];
        var unpadded = place + LocalHeaderLength + title.Length + extra.Length + 4;
        var padding = (int)((Alignment - unpadded % Alignment) % Alignment);
        extra = [.. extra, (byte)'F', (byte)'B', .. U16(padding), .. Enumerable.Repeat((byte)'Z', padding)];
        var sizes = U32(wide ? uint.MaxValue : 0);
        return [.. U32(0x04034b50), .. U16(wide ? 45 : 0), .. Flags(size), .. U16(0), .. U32(0), .. U32(0), .. sizes, .. sizes, .. U16(title.Length), .. U16(extra.Length), .. title, .. extra];
    }

    void Describe(byte[] title, long start, long size, uint crc)
    {
        var (wideSize, wideStart) = (size > widest, start > widest);
        byte[] numbers = [.. wideSize ? [.. U64(size), .. U64(size)] : (byte[])[], .. wideStart ? U64(start) : []];
        byte[] extra = numbers.Length > 0 ? [.. U16(1), .. U16(numbers.Length), .. numbers] : [];
        var sizes = U32(wideSize ? uint.MaxValue : size);
        directory.AddRange([.. U32(0x02014b50), .. U16(0), .. U16(wideSize || wideStart ? 45 : 0), .. Flags(size), .. U16(0), .. U32(0), .. U32(crc), .. sizes, .. sizes,
            .. U16(title.Length), .. U16(extra.Length), .. U16(0), .. U16(0), .. U16(0), .. U32(0), .. U32(wideStart ? uint.MaxValue : start), .. title, .. extra]);
    }

    /// <summary>Writes the directory.</summary>
    internal void Finish()
    {
        var (start, length) = (place, directory.Count);
        Put(stream, [.. directory]);
        var end = place;
        Put(stream, [.. U32(0x06064b50), .. U64(44), .. U16(0x031e), .. U16(45), .. U32(0), .. U32(0), .. U64(count), .. U64(count), .. U64(length), .. U64(start)]);
        Put(stream, [.. U32(0x07064b50), .. U32(0), .. U64(end), .. U32(1)]);
        var entries = U16((int)Math.Min(count, ushort.MaxValue));
        Put(stream, [.. U32(0x06054b50), .. U16(0), .. U16(0), .. entries, .. entries, .. U32(Math.Min(length, uint.MaxValue)), .. U32(start > widest ? uint.MaxValue : start), .. U16(0)]);
    }

    void Put(Stream target, byte[] data)
    {
        target.Write(data);
        place += data.Length;
    }

    static byte[] Flags(long size) => U16(Utf8Names | (size > 0 ? SizesFollow : 0));
    static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];
    static byte[] U32(long value) => [.. U16((int)(value & 0xffff)), .. U16((int)(value >> 16 & 0xffff))];
    static byte[] U64(long value) => BitConverter.GetBytes(value);

    /// <summary>Passes bytes on, counting them and adding up their checksum.</summary>
    sealed class Checked(Stream target) : Stream
    {
        readonly Crc32 crc = new();
        long length;

        internal uint Crc => crc.Value;
        public override long Length => length;
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            target.Write(buffer);
            crc.Add(buffer);
            length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
        public override void Flush() => target.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
