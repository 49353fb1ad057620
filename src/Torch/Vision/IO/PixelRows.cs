using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>An image as files have it: row by row, the channels of a pixel side by side: grey, grey and alpha, RGB, or RGB and alpha.</summary>
sealed record PixelRows(byte[] Data, int Width, int Height, int Channels)
{
    /// <exception cref="ArgumentException">The tensor is no image of bytes with such a number of channels.</exception>
    internal static PixelRows Of(Tensor image, params ReadOnlySpan<long> channels)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.dtype != ScalarType.Byte) throw new ArgumentException($"Image files hold bytes, but this image is of {image.dtype}: convert it with transforms.functional.convert_image_dtype(image, ScalarType.Byte).");
        if (image.ndim != 3 || !channels.Contains(image.shape[0]) || image.shape[1] == 0 || image.shape[2] == 0)
            throw new ArgumentException($"The image must have the shape [channels, height, width] with {string.Join(", ", channels.ToArray())} channels, but has [{string.Join(", ", image.shape)}].");
        using var turned = image.permute(1, 2, 0);
        return new(turned.data<byte>().ToArray(), (int)image.shape[2], (int)image.shape[1], (int)image.shape[0]);
    }

    internal Tensor ToTensor()
    {
        var planes = empty([Channels, Height, Width], ScalarType.Byte);
        Planes.Split(Data, Channels, planes.bytes);
        return planes;
    }

    /// <summary>With another number of channels: grey is 0.299 R + 0.587 G + 0.114 B, alpha full where there was none.</summary>
    internal PixelRows WithChannels(int wanted)
    {
        if (wanted == Channels) return this;
        if (wanted is < 1 or > 4) throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "There is no such mode of reading images.");
        var result = new byte[Width * Height * wanted];
        for (int from = 0, to = 0; from < Data.Length; from += Channels, to += wanted)
        {
            var (r, g, b) = Channels > 2 ? (Data[from], Data[from + 1], Data[from + 2]) : (Data[from], Data[from], Data[from]);
            if (wanted > 2) (result[to], result[to + 1], result[to + 2]) = (r, g, b);
            else result[to] = Channels < 3 ? r : (byte)((299 * r + 587 * g + 114 * b + 500) / 1000);
            if (wanted % 2 == 0) result[to + wanted - 1] = Channels % 2 == 0 ? Data[from + Channels - 1] : (byte)255;
        }
        return this with { Data = result, Channels = wanted };
    }

    /// <summary>Refuses sizes that so few bytes cannot hold, before memory is taken for them.</summary>
    /// <exception cref="InvalidDataException">The data are too short.</exception>
    internal static void CheckSize(long width, long height, int channels, long atMost, int length)
    {
        if ((double)width * height * channels > Math.Min(atMost, Array.MaxLength))
            throw new InvalidDataException($"The header speaks of {width} x {height} pixels with {channels} channels, which is more than {length} bytes can hold or memory can take.");
    }
}
