using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class io
    {
        /// <summary>Which channels an image is to have.</summary>
        public enum ImageReadMode
        {
            /// <summary>Those of the file.</summary>
            UNCHANGED = 0,
            GRAY = 1,
            GRAY_ALPHA = 2,
            RGB = 3,
            RGB_ALPHA = 4,
        }

        /// <summary>Reads and writes the formats of image files. Images are bytes [channels, height, width].</summary>
        public abstract class Imager
        {
            /// <summary>The image in the content of a file.</summary>
            public abstract Tensor DecodeImage(byte[] data, ImageReadMode mode = ImageReadMode.UNCHANGED);

            public abstract Tensor DecodeImage(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED);

            /// <summary>The image in the content of a file, read without blocking; it belongs to no dispose scope.</summary>
            public virtual async Task<Tensor> DecodeImageAsync(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED, CancellationToken cancellationToken = default)
            {
                using var content = new MemoryStream();
                await stream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
                return DecodeImage(content.ToArray(), mode).DetachFromDisposeScope();
            }

            /// <summary>The content of a file with the image.</summary>
            public abstract byte[] EncodeImage(Tensor image, ImageFormat format);

            public abstract void EncodeImage(Tensor image, ImageFormat format, Stream stream);

            /// <summary>Writes a file with the image without blocking.</summary>
            public virtual async Task EncodeImageAsync(Tensor image, ImageFormat format, Stream stream, CancellationToken cancellationToken = default) =>
                await stream.WriteAsync(EncodeImage(image, format), cancellationToken).ConfigureAwait(false);
        }
    }
}
