using Marginalia.Datasets;
using Marginalia.Datasets.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets.Files;

public class PngFileTests
{
    [Theory]
    [InlineData("grey-1", 1, 1)]
    [InlineData("grey-8", 8, 1)]
    [InlineData("grey-16", 16, 1)]
    [InlineData("alpha-8", 8, 2)]
    [InlineData("rgb-8", 8, 3)]
    [InlineData("rgba-8", 8, 4)]
    [InlineData("palette-1", 1, 1)]
    [InlineData("palette-2", 2, 1)]
    [InlineData("palette-4", 4, 1)]
    [InlineData("palette-8", 8, 1)]
    public void Samples_are_those_of_the_file(string name, int bits, int channels)
    {
        var image = PngFile.Read(Fixtures.PathTo(name + ".png"));
        Assert.Equal((13, 9, channels, bits, name.StartsWith("palette", StringComparison.Ordinal)), (image.Width, image.Height, image.Channels, image.Bits, image.IsPalette));
        long Expected(int c, int y, int x) => bits == 16 ? (7 * y + x) * 601 % 65536 : (7 * y + x + 50 * c) % (1 << bits);
        using var samples = image.ToTensor();
        Assert.Equal([channels, 9, 13], samples.shape);
        Assert.Equal(
            [.. from c in Enumerable.Range(0, channels) from y in Enumerable.Range(0, 9) from x in Enumerable.Range(0, 13) select (double)Expected(c, y, x)],
            Numbers.ToArray(samples));
    }

    [Fact]
    public void Every_filter_is_undone()
    {
        using var scope = NewDisposeScope();
        var samples = PngFile.Read(Fixtures.PathTo("filters.png")).ToTensor();
        Numbers.AssertSame(NpyFile.Read(Fixtures.PathTo("filters.npy")).permute(2, 0, 1).to(ScalarType.Int32), samples);
    }

    [Theory]
    [InlineData("palette-4.png", 16)]
    [InlineData("grey-16.png", 65536)]
    public void Labels_are_indices_and_grey_values(string name, int values)
    {
        using var labels = PngFile.ReadLabels(Fixtures.PathTo(name));
        Assert.Equal([9, 13], labels.shape);
        Assert.Equal(ScalarType.Int64, labels.dtype);
        Assert.Equal((7 * 8 + 12) * (values == 16 ? 1 : 601) % values, labels[8, 12].ToInt64());
    }

    [Fact]
    public void Colours_are_no_labels()
    {
        var error = Assert.Throws<DatasetException>(() => PngFile.ReadLabels(Fixtures.PathTo("rgb-8.png")));
        Assert.Equal($"{Fixtures.PathTo("rgb-8.png")}: the image has 3 channels; expected one number per pixel: grey values or palette indices", error.Message);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(1, 16)]
    [InlineData(3, 16)]
    public void What_is_written_comes_back_and_libpng_reads_it_too(int channels, int bits)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var samples = DataFolder.Pattern(channels, 6, 5).to(ScalarType.Int32) * (bits == 16 ? 257 : 1);
        PngFile.Write(folder["a.png"], samples, bits);
        Numbers.AssertSame(samples, PngFile.Read(folder["a.png"]).ToTensor());
        Numbers.AssertSame(DataFolder.Pattern(channels, 6, 5), torchvision.io.read_image(folder["a.png"]));
    }

    [Fact]
    public void Palettes_colour_what_is_written()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var labels = tensor(new long[] { 0, 1, 1, 0, 2, 1 }, 2, 3);
        PngFile.Write(folder["a.png"], labels, palette: [0, 0, 0, 10, 20, 30, 40, 50, 60]);
        Numbers.AssertSame(labels, PngFile.ReadLabels(folder["a.png"]));
        Assert.Equal([0, 10, 10, 0, 40, 10], Numbers.ToArray(torchvision.io.read_image(folder["a.png"])[0]));
        Assert.Throws<ArgumentException>(() => PngFile.Write(folder["a.png"], labels, palette: [1, 2]));
        Assert.Throws<ArgumentException>(() => PngFile.Write(folder["a.png"], labels - 1));
        Assert.Throws<ArgumentException>(() => PngFile.Write(folder["a.png"], labels + 254));
    }

    [Theory]
    [InlineData("palette-4.png")]
    [InlineData("grey-16.png")]
    public void No_byte_can_change_or_be_cut_off_unnoticed(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(Fixtures.PathTo(name));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x10;
            File.WriteAllBytes(folder["a.png"], changed);
            Assert.Throws<DatasetException>(() => PngFile.Read(folder["a.png"]));
            File.WriteAllBytes(folder["a.png"], whole[..i]);
            Assert.Throws<DatasetException>(() => PngFile.Read(folder["a.png"]));
        }
    }
}
