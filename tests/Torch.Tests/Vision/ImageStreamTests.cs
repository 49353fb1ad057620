using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Marginalia.Torch.Tests.Vision;

public sealed class ImageStreamTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("images").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    /// <summary>What is read by a task belongs to no dispose scope: each is disposed here.</summary>
    [Fact]
    public async Task Streams_and_tasks_give_the_same_images()
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.Combine(folder, "image.png");
        using var image = (arange(3 * 9 * 8) * 37).remainder(251).view(3, 9, 8).to(ScalarType.Byte);
        using var stream = new MemoryStream();
        io.write_png(image, stream);
        stream.Position = 0;
        using var read = io.read_image(stream);
        Assert.Equal(image, read);
        await io.write_image_async(image, path, ImageFormat.Png);
        using var later = await io.read_image_async(path);
        Assert.Equal(image, later);
        stream.Position = 0;
        using var streamed = await io.read_image_async(stream);
        Assert.Equal(image, streamed);
        using var copy = new MemoryStream();
        await io.write_image_async(image, copy, ImageFormat.Png, token);
        Assert.Equal(stream.ToArray(), copy.ToArray());
        using var content = await io.read_file_async(path);
        Assert.Equal(await File.ReadAllBytesAsync(path, token), content.data<byte>().ToArray());
        io.write_file(path + "2", content);
        Assert.Equal(await File.ReadAllBytesAsync(path, token), await File.ReadAllBytesAsync(path + "2", token));
    }
}
