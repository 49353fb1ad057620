using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Reads pictures, JPEG and PNG, as the field <c>image</c> of a data set.</summary>
public static class ImageFile
{
    /// <summary>
    /// The colours of a picture, [3, H, W] float32: a byte / 255, so 0 .. 1; the caller owns the tensor. Grey pictures have three equal channels;
    /// an alpha channel is dropped.
    /// </summary>
    /// <exception cref="DatasetException">The file is missing, damaged, or neither JPEG nor PNG.</exception>
    public static Tensor Read(string path) => Decode(path, torchvision.io.ImageReadMode.RGB);

    /// <summary>The grey values of a picture, [1, H, W] float32 in 0 .. 1: those of the file, or 0.299 R + 0.587 G + 0.114 B; the caller owns the tensor.</summary>
    /// <exception cref="DatasetException">The file is missing, damaged, or neither JPEG nor PNG.</exception>
    public static Tensor ReadGrey(string path) => Decode(path, torchvision.io.ImageReadMode.GRAY);

    private static Tensor Decode(string path, torchvision.io.ImageReadMode mode)
    {
        byte[] bytes = SourceFile.ReadBytes(path);
        try
        {
            using var decoded = torchvision.io.DefaultImager.DecodeImage(bytes, mode);
            using var dense = decoded.contiguous();
            var values = empty(decoded.shape, dtype: ScalarType.Float32);
            ByteShares.ToFloats(dense.bytes, MemoryMarshal.Cast<byte, float>(values.bytes));
            return values;
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException(path, error.Message, error);
        }
    }
}
