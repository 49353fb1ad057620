using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Marginalia.Datasets.Files;

/// <summary>Decodes PNG files (W3C, Portable Network Graphics, third edition) to raw samples.</summary>
internal static class PngReader
{
    /// <summary>Deflate makes at most 1032 bytes of one.</summary>
    private const long MaxRatio = 1032;

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <exception cref="DatasetException">The file is damaged, interlaced or no PNG.</exception>
    public static PngImage Decode(byte[] data, string file)
    {
        if (!data.AsSpan().StartsWith(Signature))
            throw new DatasetException(file, "this is no PNG image: it does not start as one");
        using var compressed = new MemoryStream();
        byte[]? header = null;
        int at = Signature.Length;
        for (string type = ""; type != "IEND";)
        {
            var chunk = Chunk(data, ref at, file, out type);
            if (header is null != (type == "IHDR"))
                throw new DatasetException(file, "the PNG image is damaged: it does not start with one header");
            if (type == "IHDR")
                header = chunk.ToArray();
            else if (type == "IDAT")
                compressed.Write(chunk);
        }

        var (width, height, channels, bits, isPalette) = Header(header!, file);
        long rowBytes = ((long)width * channels * bits + 7) / 8, total = (rowBytes + 1) * height;
        if (total > compressed.Length * MaxRatio || total > Array.MaxLength || (long)width * height * channels > Array.MaxLength)
            throw new DatasetException(file, $"the PNG image is damaged: {compressed.Length} compressed bytes cannot hold {width} x {height} pixels");
        var rows = Inflate(compressed, (int)total, file);
        Unfilter(rows, (int)rowBytes, Math.Max(1, bits * channels / 8), file);
        return new(width, height, channels, bits, isPalette, Samples(rows, (int)rowBytes, width * channels, height, bits));
    }

    private static ReadOnlySpan<byte> Chunk(byte[] data, ref int at, string file, out string type)
    {
        uint length = data.Length - at < 12 ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
        if (length > data.Length - at - 12L)
            throw new DatasetException(file, $"the PNG image is cut off: its parts do not end within its {data.Length} bytes");
        var body = data.AsSpan(at + 4, (int)length + 4);
        type = Encoding.Latin1.GetString(body[..4]);
        if (Crc32.HashToUInt32(body) != BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at + 8 + (int)length)))
            throw new DatasetException(file, $"the PNG image is damaged: its part {type} does not have its checksum");
        at += (int)length + 12;
        return body[4..];
    }

    private static (int Width, int Height, int Channels, int Bits, bool IsPalette) Header(ReadOnlySpan<byte> header, string file)
    {
        if (header.Length != 13)
            throw new DatasetException(file, "the PNG image is damaged: its header does not have 13 bytes");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(header), height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var (bits, colour) = (header[8], header[9]);
        int channels = (colour, bits) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1,
            (2, 8 or 16) => 3,
            (4, 8 or 16) => 2,
            (6, 8 or 16) => 4,
            _ => 0,
        };
        if (channels == 0 || width is 0 or > int.MaxValue || height is 0 or > int.MaxValue || header[10] != 0 || header[11] != 0 || header[12] > 1)
            throw new DatasetException(file, $"the PNG image is damaged: its header speaks of {width} x {height} pixels, colour type {colour}, {bits} bits");
        if (header[12] == 1)
            throw new DatasetException(file, "the PNG image is interlaced; save it again without interlacing");
        return ((int)width, (int)height, channels, bits, colour == 3);
    }

    private static byte[] Inflate(MemoryStream compressed, int total, string file)
    {
        var rows = new byte[total];
        compressed.Position = 0;
        using var inflate = new ZLibStream(compressed, CompressionMode.Decompress);
        try
        {
            inflate.ReadExactly(rows);
            if (inflate.ReadByte() >= 0)
                throw new DatasetException(file, "the PNG image is damaged: it holds more pixels than its header says");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException(file, $"the PNG image is damaged: {error.Message}", error);
        }

        return rows;
    }

    /// <summary>Undoes the filters: each byte was written as its difference from a guess from its neighbours to the left (a), above (b) and both (c).</summary>
    private static void Unfilter(byte[] rows, int rowBytes, int pixelBytes, string file)
    {
        Span<byte> above = new byte[rowBytes];
        for (int start = 0; start < rows.Length; start += rowBytes + 1)
        {
            int filter = rows[start];
            var row = rows.AsSpan(start + 1, rowBytes);
            if (filter > 4)
                throw new DatasetException(file, $"the PNG image is damaged: a row has filter {filter}; there are 0 to 4");
            switch (filter)
            {
                case 1:
                    for (int i = pixelBytes; i < row.Length; i++)
                        row[i] += row[i - pixelBytes];
                    break;
                case 2:
                    for (int i = 0; i < row.Length; i++)
                        row[i] += above[i];
                    break;
                case 3:
                    for (int i = 0; i < row.Length; i++)
                        row[i] += (byte)(((i >= pixelBytes ? row[i - pixelBytes] : 0) + above[i]) / 2);
                    break;
                case 4:
                    for (int i = 0; i < row.Length; i++)
                        row[i] += i >= pixelBytes ? (byte)Paeth(row[i - pixelBytes], above[i], above[i - pixelBytes]) : above[i];
                    break;
            }

            above = row;
        }
    }

    private static int Paeth(int a, int b, int c)
    {
        int fromA = Math.Abs(b - c), fromB = Math.Abs(a - c), fromC = Math.Abs(a + b - 2 * c);
        return fromA <= fromB && fromA <= fromC ? a : fromB <= fromC ? b : c;
    }

    private static ushort[] Samples(byte[] rows, int rowBytes, int perRow, int height, int bits)
    {
        var samples = new ushort[perRow * height];
        for (int y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * (rowBytes + 1) + 1, rowBytes);
            var target = samples.AsSpan(y * perRow, perRow);
            if (bits == 8)
                for (int i = 0; i < target.Length; i++)
                    target[i] = row[i];
            else if (bits == 16)
                for (int i = 0; i < target.Length; i++)
                    target[i] = BinaryPrimitives.ReadUInt16BigEndian(row[(2 * i)..]);
            else
                for (int i = 0; i < target.Length; i++)
                    target[i] = (ushort)(row[i * bits / 8] >> (8 - bits - i * bits % 8) & (1 << bits) - 1);
        }

        return samples;
    }
}
