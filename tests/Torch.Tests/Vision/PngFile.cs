using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Marginalia.Torch.Tests.Vision;

/// <summary>Writes small PNG files of any kind (ISO/IEC 15948).</summary>
static class PngFile
{
    internal static byte[] Of(int width, int height, int bits, int type, byte[] rows, byte[]? palette = null, double? gamma = null)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk("IHDR", [.. BigEndian(width), .. BigEndian(height), (byte)bits, (byte)type, 0, 0, 0]);
        if (gamma is { } exponent) Chunk("gAMA", BigEndian((int)(exponent * 100000)));
        if (palette is not null) Chunk("PLTE", palette);
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal)) deflate.Write(rows);
        Chunk("IDAT", packed.ToArray());
        Chunk("IEND", []);
        return file.ToArray();

        void Chunk(string name, byte[] data)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
            file.Write([.. BigEndian(data.Length), .. body, .. BigEndian((int)Crc(body))]);
        }
    }

    static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
