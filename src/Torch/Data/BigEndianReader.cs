using System.Buffers.Binary;

namespace TorchSharp.Utils;

/// <summary>Reads numbers whose most significant byte comes first, as in the files of MNIST.</summary>
public class BigEndianReader
{
    readonly BinaryReader reader;

    /// <param name="baseReader">Where the bytes come from.</param>
    public BigEndianReader(BinaryReader baseReader) => reader = baseReader;

    /// <summary>The stream that is read.</summary>
    public Stream BaseStream => reader.BaseStream;

    /// <summary>The next number, of four bytes.</summary>
    /// <exception cref="EndOfStreamException">Fewer bytes are left.</exception>
    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Exactly(4));

    /// <summary>The next bytes, as they come; fewer if the stream ends.</summary>
    public byte[] ReadBytes(int count) => reader.ReadBytes(count);

    /// <summary>The next bytes in reverse: those of a number, least significant first.</summary>
    /// <exception cref="EndOfStreamException">Fewer bytes are left.</exception>
    public byte[] ReadBigEndianBytes(int count)
    {
        var bytes = Exactly(count);
        Array.Reverse(bytes);
        return bytes;
    }

    /// <summary>Closes the stream.</summary>
    public void Close() => reader.Close();

    byte[] Exactly(int count)
    {
        var bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException($"Only {bytes.Length} of {count} bytes are left.");
    }
}
