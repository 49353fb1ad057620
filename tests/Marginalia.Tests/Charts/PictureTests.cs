using System.Buffers.Binary;
using System.IO.Compression;
using Marginalia.Charts;
using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class PictureTests
{
    [Fact]
    public void GreyScalesBetweenLowAndHigh()
    {
        var picture = Picture.Grey(new[,] { { -1f, 0f, 1f, 3f, float.NaN } }, low: -1, high: 1);
        Assert.Equal((1, 5), (picture.Height, picture.Width));
        Assert.Equal([0, 0, 0, 128, 128, 128, 255, 255, 255, 255, 255, 255, 255, 0, 0], picture.Rgb.ToArray());
    }

    [Fact]
    public void ColourKeepsChannelsInOrder()
    {
        var floats = new float[1, 2, 3];
        (floats[0, 0, 0], floats[0, 1, 2]) = (1, 0.5f);
        Assert.Equal([255, 0, 0, 0, 0, 128], Picture.Colour(floats).Rgb.ToArray());
        var bytes = new byte[2, 1, 3];
        bytes[1, 0, 1] = 7;
        Assert.Equal([0, 0, 0, 0, 7, 0], Picture.Colour(bytes).Rgb.ToArray());
        Assert.Contains("H x W x 3", Assert.Throws<ArgumentException>(() => Picture.Colour(new float[3, 8, 8])).Message);
    }

    [Fact]
    public void PngHoldsThePixels()
    {
        var random = new Random(5);
        var pixels = new byte[9, 13, 3];
        foreach (var i in Enumerable.Range(0, pixels.Length))
            pixels[i / 39, i / 3 % 13, i % 3] = (byte)random.Next(256);
        var picture = Picture.Colour(pixels);
        Assert.Equal(picture.Rgb.ToArray(), Decode(Png.Encode(picture), 13, 9));
    }

    [Fact]
    public void ShrinkingAverages()
    {
        var picture = Picture.Grey(new[,] { { 0f, 1f, 0f, 0f, 1f }, { 1f, 0f, 0f, 0f, 1f } }).Shrink(2);
        Assert.Equal((1, 2), (picture.Height, picture.Width));
        Assert.Equal([127, 127, 127, 0, 0, 0], picture.Rgb.ToArray());
    }

    [Fact]
    public void GridPlacesPicturesInRowsWithNames()
    {
        var root = SvgReader.Parse(Gallery.Make("images").ToSvg());
        var images = SvgReader.All(root, "image").ToArray();
        Assert.Equal(7, images.Length);
        Assert.Equal(2, images.Select(image => SvgReader.Number(image, "y")).Distinct().Count());
        Assert.Equal(4, images.Select(image => SvgReader.Number(image, "x")).Distinct().Count());
        Assert.All(images, image => Assert.Equal(12.0 / 16, SvgReader.Number(image, "height") / SvgReader.Number(image, "width"), 0.01));
        Assert.Contains(SvgReader.All(root, "text"), text => text.Value == "glyph 6");
    }

    [Fact]
    public void GridErrorsAreClear()
    {
        Assert.Contains("no pictures", Assert.Throws<ArgumentException>(() => Figure.Images([])).Message);
        Assert.Contains("1 to 32", Assert.Throws<ArgumentOutOfRangeException>(() => Figure.Images([new float[2, 2]], columns: 0)).Message);
        Assert.Contains("1 pictures and 2 names", Assert.Throws<ArgumentException>(() => Figure.Images([new float[2, 2]], names: ["a", "b"])).Message);
        Assert.Contains("0 x 3", Assert.Throws<ArgumentException>(() => Picture.Grey(new float[0, 3])).Message);
    }

    // Reads what Png writes, and checks the checksums on the way.
    static byte[] Decode(byte[] png, int width, int height)
    {
        byte[] data = [];
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var body = png.AsSpan(at + 4, length + 4);
            Assert.Equal(Crc(body), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            if (body[..4].SequenceEqual("IHDR"u8))
                Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(body[4..]), BinaryPrimitives.ReadInt32BigEndian(body[8..])));
            if (body[..4].SequenceEqual("IDAT"u8))
                data = body[4..].ToArray();
            at += length + 12;
        }

        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress))
            zlib.CopyTo(rows);
        var raw = rows.ToArray();
        var stride = width * 3;
        var result = new byte[stride * height];
        for (var row = 0; row < height; row++)
        {
            Assert.Equal(2, raw[row * (stride + 1)]);
            for (var i = 0; i < stride; i++)
                result[row * stride + i] = (byte)(raw[row * (stride + 1) + 1 + i] + (row > 0 ? result[(row - 1) * stride + i] : 0));
        }

        return result;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }
}
