using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>
/// Reads and writes PNG files whose samples are numbers and not colours: label maps, palette indices, depth of 16 bits. Colour images are read
/// by <see cref="ImageFile"/>. Interlaced files are refused.
/// </summary>
public static class PngFile
{
    /// <summary>The samples of an image.</summary>
    /// <exception cref="DatasetException">The file is missing, damaged, interlaced or no PNG.</exception>
    public static PngImage Read(string path) => PngReader.Decode(SourceFile.ReadBytes(path), path);

    /// <summary>The grey values or palette indices of an image [H, W], int64; the caller owns the tensor.</summary>
    /// <exception cref="DatasetException">The file is missing or damaged, or has several channels.</exception>
    public static Tensor ReadLabels(string path)
    {
        var image = ReadOneChannel(path);
        return tensor(Array.ConvertAll(image.Samples, sample => (long)sample), image.Height, image.Width);
    }

    /// <summary>Writes samples. The old file stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="samples">Whole numbers [H, W] or [C, H, W] with C of 1 to 4 channels, from 0 to 2^bits - 1.</param>
    /// <param name="bits">Bits per sample: 8 or 16.</param>
    /// <param name="palette">Red, green, blue of the indices 0, 1, ...; the samples are then indices [H, W].</param>
    /// <exception cref="ArgumentException">Shape, range or bits are not as said.</exception>
    public static void Write(string path, Tensor samples, int bits = 8, byte[]? palette = null)
    {
        byte[] file = PngWriter.Encode(samples, bits, palette);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>An image with one number per pixel.</summary>
    internal static PngImage ReadOneChannel(string path)
    {
        var image = Read(path);
        return image.Channels == 1
            ? image
            : throw new DatasetException(path, $"the image has {image.Channels} channels; expected one number per pixel: grey values or palette indices");
    }
}
