using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Checks the sizes of pictures.</summary>
internal static class ImageSize
{
    /// <summary>Refuses a picture of another size.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="image">The picture [..., H, W].</param>
    /// <param name="height">The expected height.</param>
    /// <param name="width">The expected width.</param>
    /// <param name="because">Why that is expected.</param>
    /// <exception cref="DatasetException">The size differs.</exception>
    public static void Check(string path, Tensor image, long height, long width, string because)
    {
        if (image.shape[^2] != height || image.shape[^1] != width)
            throw new DatasetException(path, $"the image is {image.shape[^2]} x {image.shape[^1]} (height x width); expected {height} x {width}, {because}");
    }
}
