using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Marginalia.Torch.Tests.Vision;

public sealed class ImageFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("images").FullName;
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, true);
    }

    static Tensor Noise(long channels, long height = 13, long width = 17)
    {
        manual_seed(5);
        return randint(0, 256, [channels, height, width], ScalarType.Byte);
    }

    /// <summary>Smooth, as photographs are.</summary>
    static Tensor Slopes(long channels, long height = 40, long width = 48) =>
        stack([.. Enumerable.Range(0, (int)channels).Select(c => arange(height).view(-1, 1) * (2 + c) + arange(width).view(1, -1) * (3 - c))]).clamp(0, 255).to(ScalarType.Byte);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Png_files_hold_images_exactly(int channels)
    {
        var path = Path.Combine(folder, "image.png");
        var image = Noise(channels);
        io.write_png(image, path);
        var read = io.read_image(path);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);
        Assert.Equal(read, image);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    public void Jpeg_files_hold_images_nearly(int channels, double tolerance)
    {
        var path = Path.Combine(folder, "image.jpg");
        var image = Slopes(channels);
        io.write_jpeg(image, path, new io.SkiaImager(95));
        var read = io.read_image(path);
        Assert.Equal(image.shape, read.shape);
        Assert.True((image.to(float32) - read.to(float32)).abs().max().ToDouble() <= tolerance);
    }

    [Fact]
    public void A_higher_quality_makes_longer_and_better_jpeg_files()
    {
        var image = Noise(3);
        var (low, high) = (new io.SkiaImager(20).EncodeImage(image, ImageFormat.Jpeg), new io.SkiaImager(100).EncodeImage(image, ImageFormat.Jpeg));
        Assert.True(low.Length < high.Length);
        Assert.True(Error(high) < Error(low));

        double Error(byte[] file) => (new io.SkiaImager().DecodeImage(file).to(float32) - image.to(float32)).abs().mean().ToDouble();
    }

    /// <summary>Files with the pixels (200, 100, 50), opaque or half transparent, or grey 100, read in every mode.</summary>
    [Theory]
    [InlineData(3, io.ImageReadMode.UNCHANGED, new[] { 200, 100, 50 })]
    [InlineData(3, io.ImageReadMode.GRAY, new[] { 124 })]
    [InlineData(3, io.ImageReadMode.GRAY_ALPHA, new[] { 124, 255 })]
    [InlineData(3, io.ImageReadMode.RGB, new[] { 200, 100, 50 })]
    [InlineData(3, io.ImageReadMode.RGB_ALPHA, new[] { 200, 100, 50, 255 })]
    [InlineData(4, io.ImageReadMode.UNCHANGED, new[] { 200, 100, 50, 128 })]
    [InlineData(4, io.ImageReadMode.RGB, new[] { 200, 100, 50 })]
    [InlineData(4, io.ImageReadMode.GRAY_ALPHA, new[] { 124, 128 })]
    [InlineData(1, io.ImageReadMode.UNCHANGED, new[] { 200 })]
    [InlineData(1, io.ImageReadMode.RGB, new[] { 200, 200, 200 })]
    [InlineData(2, io.ImageReadMode.RGB_ALPHA, new[] { 200, 200, 200, 100 })]
    public void Channels_are_as_asked_for(int channels, io.ImageReadMode mode, int[] pixel)
    {
        var image = tensor(new byte[] { 200, 100, 50, 128 }).narrow(0, 0, channels).view(-1, 1, 1).expand(channels, 2, 3);
        var read = io.decode_image(io.encode_image(image, ImageFormat.Png), mode);
        Assert.Equal([pixel.Length, 2, 3], read.shape);
        Assert.Equal(pixel, read[.., 1, 2].data<byte>().ToArray().Select(b => (int)b));
    }

    /// <summary>Grey of 1, 2, 4 and 16 bits and palettes, rows that end within a byte.</summary>
    [Theory]
    [InlineData("1 bit", 1, 0, "A5", new[] { 255, 0, 255, 0 })]
    [InlineData("2 bits", 2, 0, "1B", new[] { 0, 85, 170, 255 })]
    [InlineData("4 bits", 4, 0, "01EF", new[] { 0, 17, 238, 255 })]
    [InlineData("16 bits", 16, 0, "0000800080FFFFFF", new[] { 0, 128, 128, 255 })]
    [InlineData("palette", 2, 3, "1B", new[] { 0, 10, 20, 30, 1, 11, 21, 31, 2, 12, 22, 32 })]
    public void All_depths_are_read_as_bytes(string name, int bits, int type, string row, int[] expected)
    {
        var palette = type == 3 ? Convert.FromHexString("0001020A0B0C1415161E1F20") : null;
        var read = new io.SkiaImager().DecodeImage(PngFile.Of(4, 1, bits, type, [0, .. Convert.FromHexString(row)], palette));
        Assert.True(expected.SequenceEqual(read.data<byte>().ToArray().Select(b => (int)b)), $"{name}: {string.Join(' ', read.data<byte>().ToArray())}");
    }

    [Fact]
    public void What_a_file_says_of_gamma_does_not_change_numbers()
    {
        var read = new io.SkiaImager().DecodeImage(PngFile.Of(2, 1, 8, 0, [0, 40, 200], gamma: 1.0));
        Assert.Equal([40, 200], read.data<byte>().ToArray());
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    public void A_file_cut_off_anywhere_is_refused_by_name(ImageFormat format)
    {
        var whole = new io.SkiaImager().EncodeImage(Noise(3, 9, 10), format);
        for (var length = 0; length < whole.Length; length++)
        {
            // Without the last marker, a JPEG image is still complete.
            if (format == ImageFormat.Jpeg && length >= whole.Length - 2) continue;
            var path = Path.Combine(folder, $"cut{length}");
            File.WriteAllBytes(path, whole[..length]);
            var thrown = Assert.Throws<InvalidDataException>(() => io.read_image(path));
            Assert.StartsWith(path, thrown.Message);
        }
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    public void A_file_with_any_byte_changed_is_read_or_refused(ImageFormat format)
    {
        var whole = new io.SkiaImager().EncodeImage(Noise(3, 9, 10), format);
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x55;
            try
            {
                new io.SkiaImager().DecodeImage(changed).Dispose();
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    public static TheoryData<string, byte[], string> Wrong => new()
    {
        { "empty", [], "no bytes" },
        { "text", [.. "this is no image, but a text"u8], "no image in a known format" },
        { "gif", [.. "GIF89a          "u8], "a Gif image" },
        { "webp", [.. "RIFF    WEBPVP8 "u8], "a Webp image" },
        { "huge png", PngFile.Of(900000, 900000, 8, 2, [0]), "900000 x 900000" },
        { "png without pixels", PngFile.Of(0, 0, 8, 2, []), "libpng says" },
        { "huge jpeg", HugeJpeg(), "65500 x 65500" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_no_image_is_refused_with_the_reason(string name, byte[] content, string reason)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        var thrown = Assert.Throws<InvalidDataException>(() => io.read_image(path));
        Assert.StartsWith(path, thrown.Message);
        Assert.Contains(reason, thrown.Message);
    }

    /// <summary>A file of some hundred bytes whose header speaks of four thousand million pixels.</summary>
    static byte[] HugeJpeg()
    {
        using var image = zeros(1, 8, 8, dtype: ScalarType.Byte);
        var file = new io.SkiaImager().EncodeImage(image, ImageFormat.Jpeg);
        var frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (file[frame + 5], file[frame + 6], file[frame + 7], file[frame + 8]) = (0xFF, 0xDC, 0xFF, 0xDC);
        return file;
    }

    [Fact]
    public void The_content_counts_and_not_the_name()
    {
        var path = Path.Combine(folder, "image.jpg");
        io.write_png(Noise(3), path);
        Assert.Equal(Noise(3), io.read_image(path));
    }

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        Assert.Throws<ArgumentException>(() => io.encode_image(rand(3, 4, 5), ImageFormat.Png));
        Assert.Throws<ArgumentException>(() => io.encode_image(Noise(5), ImageFormat.Png));
        Assert.Throws<ArgumentException>(() => io.encode_image(Noise(4), ImageFormat.Jpeg));
        Assert.Throws<NotSupportedException>(() => io.encode_image(Noise(3), ImageFormat.Gif));
        Assert.Throws<FileNotFoundException>(() => io.read_image(Path.Combine(folder, "absent.png")));
    }

    [Fact]
    public void Saved_images_are_rounded_grids()
    {
        var path = Path.Combine(folder, "grid.png");
        var images = rand(3, 1, 4, 5);
        torchvision.utils.save_image(images, path, ImageFormat.Png, nrow: 2);
        var expected = torchvision.utils.make_grid(images, 2).mul(255).add(0.5).clamp(0, 255).to(ScalarType.Byte);
        Assert.Equal(expected, io.read_image(path));
    }
}
