using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Image files.</summary>
    public static partial class io
    {
        /// <summary>What reads and writes images where none is given: at first a <see cref="SkiaImager"/> (in TorchSharp 0.107 one has to be set).</summary>
        public static Imager DefaultImager { get; set; } = new SkiaImager();

        /// <summary>Reads an image file: bytes [channels, height, width]. The format is seen from the content.</summary>
        /// <exception cref="InvalidDataException">The file is damaged or no image.</exception>
        public static Tensor read_image(string filename, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) => Decoded(File.ReadAllBytes(filename), filename, mode, imager);

        public static Tensor read_image(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) => (imager ?? DefaultImager).DecodeImage(stream, mode);

        /// <summary>Reads an image file without blocking; the image belongs to no dispose scope.</summary>
        public static async Task<Tensor> read_image_async(string filename, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) =>
            Decoded(await File.ReadAllBytesAsync(filename).ConfigureAwait(false), filename, mode, imager).DetachFromDisposeScope();

        public static Task<Tensor> read_image_async(Stream stream, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) => (imager ?? DefaultImager).DecodeImageAsync(stream, mode);

        static Tensor Decoded(byte[] data, string filename, ImageReadMode mode, Imager? imager)
        {
            try
            {
                return (imager ?? DefaultImager).DecodeImage(data, mode);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"{filename}: {e.Message}", e);
            }
        }

        /// <summary>Decodes the content of an image file, a tensor of bytes.</summary>
        public static Tensor decode_image(Tensor image, ImageReadMode mode = ImageReadMode.UNCHANGED, Imager? imager = null) => (imager ?? DefaultImager).DecodeImage(Content(image), mode);

        /// <summary>The content that an image file would have, as a tensor of bytes.</summary>
        public static Tensor encode_image(Tensor image, ImageFormat format, Imager? imager = null) => tensor((imager ?? DefaultImager).EncodeImage(image, format));

        /// <summary>Writes an image of bytes [channels, height, width] to a file.</summary>
        public static void write_image(Tensor image, string filename, ImageFormat format, Imager? imager = null) => File.WriteAllBytes(filename, (imager ?? DefaultImager).EncodeImage(image, format));

        public static void write_image(Tensor image, Stream stream, ImageFormat format, Imager? imager = null) => (imager ?? DefaultImager).EncodeImage(image, format, stream);

        /// <summary>Writes an image of bytes to a file without blocking.</summary>
        public static Task write_image_async(Tensor image, string filename, ImageFormat format, Imager? imager = null) => File.WriteAllBytesAsync(filename, (imager ?? DefaultImager).EncodeImage(image, format));

        public static Task write_image_async(Tensor image, Stream stream, ImageFormat format, CancellationToken cancellationToken = default, Imager? imager = null) => (imager ?? DefaultImager).EncodeImageAsync(image, format, stream, cancellationToken);

        /// <summary>Writes a PNG file.</summary>
        public static void write_png(Tensor image, string filename, Imager? imager = null) => write_image(image, filename, ImageFormat.Png, imager);

        public static void write_png(Tensor image, Stream stream, Imager? imager = null) => write_image(image, stream, ImageFormat.Png, imager);

        /// <summary>Writes a JPEG file.</summary>
        public static void write_jpeg(Tensor image, string filename, Imager? imager = null) => write_image(image, filename, ImageFormat.Jpeg, imager);

        public static void write_jpeg(Tensor image, Stream stream, Imager? imager = null) => write_image(image, stream, ImageFormat.Jpeg, imager);

        /// <summary>The bytes of a file.</summary>
        public static Tensor read_file(string filename) => tensor(File.ReadAllBytes(filename));

        /// <summary>The bytes of a file, read without blocking; they belong to no dispose scope.</summary>
        public static async Task<Tensor> read_file_async(string filename) => tensor(await File.ReadAllBytesAsync(filename).ConfigureAwait(false)).DetachFromDisposeScope();

        /// <summary>Writes bytes to a file.</summary>
        public static void write_file(string filename, Tensor data) => File.WriteAllBytes(filename, Content(data));

        /// <summary>As <see cref="write_file"/>: as nothing is returned to wait for, the file is complete when this returns.</summary>
        public static void write_file_async(string filename, Tensor data) => write_file(filename, data);

        static byte[] Content(Tensor data)
        {
            if (data.dtype != ScalarType.Byte) throw new ArgumentException($"The content of a file is a tensor of bytes, but this one is of {data.dtype}.");
            return data.data<byte>().ToArray();
        }
    }
}
