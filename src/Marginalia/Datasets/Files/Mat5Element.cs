using System.Buffers.Binary;

namespace Marginalia.Datasets.Files;

/// <summary>One element of a MATLAB file of version 5: a type and its bytes.</summary>
internal readonly struct Mat5Element
{
    public Mat5Element(ReadOnlyMemory<byte> source, bool bigEndian)
    {
        if (source.Length < 8)
            throw new InvalidDataException("the MATLAB file is cut off within the head of an element");
        uint word = Word(source, bigEndian), size = word >> 16;
        if (size != 0)
        {
            // Up to four bytes of data stand in the head.
            if (size > 4)
                throw new InvalidDataException($"the MATLAB file is damaged: a short element has {size} bytes; at most 4 fit");
            (Type, Data, Length, PaddedLength) = ((Mat5Type)(word & 0xFFFF), source.Slice(4, (int)size), 8, 8);
            return;
        }

        size = Word(source[4..], bigEndian);
        if (size > source.Length - 8)
            throw new InvalidDataException($"the MATLAB file is cut off: an element speaks of {size} bytes, but {source.Length - 8} bytes follow");
        (Type, Data, Length) = ((Mat5Type)word, source.Slice(8, (int)size), 8 + (int)size);
        PaddedLength = (Length + 7) / 8 * 8;
    }

    public Mat5Type Type { get; }

    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Bytes of the element with its head.</summary>
    public int Length { get; }

    /// <summary>The same up to the next multiple of 8.</summary>
    public int PaddedLength { get; }

    private static uint Word(ReadOnlyMemory<byte> source, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(source.Span) : BinaryPrimitives.ReadUInt32LittleEndian(source.Span);

    /// <summary>The elements within a span, one after the other.</summary>
    public static Mat5Element Next(ref ReadOnlyMemory<byte> source, bool bigEndian)
    {
        var element = new Mat5Element(source, bigEndian);
        source = source[Math.Min(element.PaddedLength, source.Length)..];
        return element;
    }
}
