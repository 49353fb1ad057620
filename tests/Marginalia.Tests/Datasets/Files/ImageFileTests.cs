using Marginalia.Datasets;
using Marginalia.Datasets.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets.Files;

public class ImageFileTests
{
    [Fact]
    public void Colours_are_bytes_over_255_exactly()
    {
        using var scope = NewDisposeScope();
        using var folder = new DataFolder();
        var bytes = arange(256).reshape(1, 16, 16).expand(3, 16, 16).to(ScalarType.Byte);
        var image = ImageFile.Read(folder.Picture("a.png", bytes));
        Assert.Equal([3, 16, 16], image.shape);
        Assert.Equal(Enumerable.Range(0, 256).Select(value => value / 255f), image[1].reshape(-1).data<float>().ToArray());
    }

    [Fact]
    public void Grey_pictures_have_equal_channels_and_colours_a_grey_value()
    {
        using var scope = NewDisposeScope();
        using var folder = new DataFolder();
        var grey = ImageFile.Read(folder.Picture("a.png", DataFolder.Pattern(1, 6, 7)));
        Assert.Equal([3, 6, 7], grey.shape);
        Numbers.AssertSame(grey[2], grey[0]);
        var red = ImageFile.ReadGrey(folder.Picture("b.png", cat([full(1, 2, 2, 200), zeros(2, 2, 2)], 0).to(ScalarType.Byte)));
        Assert.Equal([1, 2, 2], red.shape);
        Assert.Equal(60 / 255.0, red[0, 0, 0].ToDouble(), 6);
    }

    [Fact]
    public void Jpeg_pictures_are_near_what_was_written()
    {
        using var scope = NewDisposeScope();
        using var folder = new DataFolder();
        var bytes = (arange(32).reshape(1, 1, 32).expand(3, 24, 32) * 4).to(ScalarType.Byte);
        var image = ImageFile.Read(folder.Picture("a.jpg", bytes));
        Assert.Equal([3, 24, 32], image.shape);
        Assert.InRange((image - bytes / 255.0).abs().max().ToDouble(), 0, 0.03);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    public void Damaged_pictures_are_named(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new DataFolder();
        folder.Picture(name, DataFolder.Pattern(3, 30, 30));
        folder.Cut(name, 100);
        Assert.StartsWith(folder[name] + ": ", Assert.Throws<DatasetException>(() => ImageFile.Read(folder[name])).Message);
        folder.Text(name, "<html>");
        Assert.StartsWith(folder[name] + ": ", Assert.Throws<DatasetException>(() => ImageFile.Read(folder[name])).Message);
        File.Delete(folder[name]);
        Assert.Contains("missing", Assert.Throws<DatasetException>(() => ImageFile.Read(folder[name])).Message);
        Directory.CreateDirectory(folder[name]);
        Assert.Contains("folder", Assert.Throws<DatasetException>(() => ImageFile.Read(folder[name])).Message);
    }
}
