using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Encodes samples as PNG files, rows without filters.</summary>
internal static class PngWriter
{
    /// <exception cref="ArgumentException">The samples are no image of so many bits.</exception>
    public static byte[] Encode(Tensor samples, int bits, byte[]? palette)
    {
        using var scope = NewDisposeScope();
        var image = samples.ndim == 2 ? samples.unsqueeze(0) : samples;
        if (bits is not (8 or 16) || image.ndim != 3 || image.shape[0] is < 1 or > 4 || image.numel() == 0 || palette is not null && (image.shape[0] != 1 || bits != 8 || palette.Length is 0 or > 768 || palette.Length % 3 != 0))
            throw new ArgumentException(
                $"PngFile: samples of shape [{string.Join(", ", samples.shape)}], {bits} bits and a palette of {palette?.Length ?? 0} bytes are given; "
                + "expected [H, W] or [1 to 4, H, W], 8 or 16 bits, and a palette of 3 to 768 bytes only with 8 bits and one channel.");
        var numbers = image.permute(1, 2, 0).to(ScalarType.Int64).contiguous().data<long>().ToArray();
        if (numbers.FirstOrDefault(number => number < 0 || number >> bits != 0) is var wrong and not 0)
            throw new ArgumentException($"PngFile: the sample {wrong} is outside 0 .. {(1 << bits) - 1}.");

        var (channels, height, width) = ((int)image.shape[0], (int)image.shape[1], (int)image.shape[2]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = (byte)bits;
        header[9] = (byte)(palette is not null ? 3 : channels switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 });

        using var file = new MemoryStream();
        file.Write(PngReader.Signature);
        Chunk(file, "IHDR", header);
        if (palette is not null)
            Chunk(file, "PLTE", palette);
        Chunk(file, "IDAT", Deflate(numbers, width * channels, bits));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Deflate(long[] samples, int perRow, int bits)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var row = new byte[1 + perRow * bits / 8];
            for (int start = 0; start < samples.Length; start += perRow)
            {
                for (int i = 0; i < perRow; i++)
                    if (bits == 8)
                        row[1 + i] = (byte)samples[start + i];
                    else
                        BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(1 + 2 * i), (ushort)samples[start + i]);
                deflate.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> body)
    {
        byte[] typed = [.. Encoding.Latin1.GetBytes(type), .. body];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(typed));
        file.Write(number);
    }
}
