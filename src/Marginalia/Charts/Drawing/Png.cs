using System.Buffers.Binary;
using System.IO.Compression;

namespace Marginalia.Charts.Drawing;

/// <summary>Writes true-colour PNG files (ISO/IEC 15948), each row as differences from the row above.</summary>
internal static class Png
{
    static readonly uint[] CrcTable =
    [
        .. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1)),
    ];

    public static byte[] Encode(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, 2); // bits per channel; red, green, blue
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(picture));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    static byte[] Compress(Picture picture)
    {
        const byte Up = 2;
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.SmallestSize))
        {
            var stride = picture.Width * 3;
            var line = new byte[stride + 1];
            line[0] = Up;
            for (var row = 0; row < picture.Height; row++)
            {
                for (var i = 0; i < stride; i++)
                    line[i + 1] = (byte)(picture.Rgb[row * stride + i] - (row > 0 ? picture.Rgb[(row - 1) * stride + i] : 0));
                zlib.Write(line);
            }
        }

        return bytes.ToArray();
    }

    static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. type, .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~body.Aggregate(0xFFFFFFFFu, (crc, value) => CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8)));
        file.Write(number);
    }
}
