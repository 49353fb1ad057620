using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class io
    {
        /// <summary>
        /// PNG and JPEG files. It has the name of TorchSharp's, so that programs run unchanged, but works with the system's libpng and
        /// libjpeg-turbo: UNCHANGED keeps the transparency of a file, and colours are never multiplied by it. 16 bits are cut to 8.
        /// </summary>
        public sealed class SkiaImager : Imager
        {
            readonly int quality;

            /// <param name="quality">The quality of JPEG files, 1 to 100.</param>
            public SkiaImager(int quality = 75)
            {
                if (quality is < 1 or > 100) throw new ArgumentOutOfRangeException(nameof(quality), quality, "The quality lies between 1 and 100.");
                this.quality = quality;
            }

            /// <exception cref="InvalidDataException">The data are damaged or no PNG or JPEG image.</exception>
            public override Tensor DecodeImage(byte[] bytes, ImageReadMode mode = ImageReadMode.UNCHANGED)
            {
                ArgumentNullException.ThrowIfNull(bytes);
                var pixels = FormatOf(bytes) switch
                {
                    ImageFormat.Png => PngCodec.Decode(bytes),
                    ImageFormat.Jpeg => JpegCodec.Decode(bytes, mode is ImageReadMode.GRAY or ImageReadMode.GRAY_ALPHA),
                    ImageFormat.Unknown => throw new InvalidDataException(bytes.Length == 0 ? "There are no bytes, so no image." : "These bytes are no image in a known format: they start neither as PNG nor as JPEG."),
                    var other => throw new InvalidDataException($"This is a {other} image, but only PNG and JPEG can be read: convert it."),
                };
                return pixels.WithChannels(mode == ImageReadMode.UNCHANGED ? pixels.Channels : (int)mode).ToTensor();
            }

            /// <exception cref="InvalidDataException">The data are damaged or no PNG or JPEG image.</exception>
            public override Tensor DecodeImage(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED)
            {
                using var content = new MemoryStream();
                stream.CopyTo(content);
                return DecodeImage(content.ToArray(), mode);
            }

            /// <exception cref="ArgumentException">The tensor is no image of bytes.</exception>
            /// <exception cref="NotSupportedException">The format is neither PNG nor JPEG.</exception>
            public override byte[] EncodeImage(Tensor image, ImageFormat format) => format switch
            {
                ImageFormat.Png => PngCodec.Encode(PixelRows.Of(image, 1, 2, 3, 4)),
                ImageFormat.Jpeg => JpegCodec.Encode(PixelRows.Of(image, 1, 3), quality),
                _ => throw new NotSupportedException($"Images can be written as Png and Jpeg, not as {format}."),
            };

            public override void EncodeImage(Tensor image, ImageFormat format, Stream stream) => stream.Write(EncodeImage(image, format));

            static ImageFormat FormatOf(ReadOnlySpan<byte> data) => data switch
            {
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => ImageFormat.Png,
                [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
                [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ImageFormat.Gif,
                [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => ImageFormat.Bmp,
                [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => ImageFormat.Tiff,
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.Webp,
                _ => ImageFormat.Unknown,
            };
        }
    }
}
