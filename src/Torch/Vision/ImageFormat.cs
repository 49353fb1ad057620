namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Formats of image files. Png and Jpeg can be written; which of them a file is in is seen from its first bytes.</summary>
    public enum ImageFormat
    {
        Unknown = 0,
        Png = 1,
        Jpeg = 2,
        Bmp = 3,
        Gif = 4,
        Tiff = 5,
        Emf = 6,
        Exif = 7,
        Wmf = 8,
        Pbm = 9,
        Tga = 10,
        Webp = 11,
    }
}
