using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

/// <summary>PNG files by the simplified interface of libpng 1.6, which holds no memory after a call and never jumps out of one.</summary>
static unsafe partial class PngCodec
{
    const int Alpha = 1, Color = 2, DeepSamplesAreSrgb = 4, Signature = 8;

    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    internal static PixelRows Decode(byte[] data)
    {
        var essential = Essential(data);
        var image = new PngImage { Version = 1 };
        fixed (byte* source = essential)
        {
            try
            {
                Check(png_image_begin_read_from_memory(&image, source, (nuint)essential.Length), ref image);
                image.Flags |= DeepSamplesAreSrgb;
                image.Format &= Alpha | Color;
                var channels = Channels(image.Format);
                // A byte of deflate makes at most 1032 bytes, a byte of pixels of one bit 8 bytes.
                PixelRows.CheckSize(image.Width, image.Height, channels, essential.Length * 1032L * 8 * channels, data.Length);
                var pixels = new byte[checked((int)(image.Width * image.Height * channels))];
                fixed (byte* target = pixels) Check(png_image_finish_read(&image, null, target, 0, null), ref image);
                return new(pixels, (int)image.Width, (int)image.Height, channels);
            }
            catch (DllNotFoundException e)
            {
                throw Missing(e);
            }
            finally
            {
                if (image.Opaque != 0) png_image_free(&image);
            }
        }
    }

    internal static byte[] Encode(PixelRows pixels)
    {
        var image = new PngImage { Version = 1, Width = (uint)pixels.Width, Height = (uint)pixels.Height };
        image.Format = pixels.Channels switch { 1 => 0u, 2 => Alpha, 3 => Color, _ => Alpha | Color };
        // Deflate does not make data more than a little longer.
        var file = new byte[checked(pixels.Data.Length + pixels.Data.Length / 4 + pixels.Height + (1 << 16))];
        var length = (nuint)file.Length;
        try
        {
            fixed (byte* source = pixels.Data)
            fixed (byte* target = file)
                Check(png_image_write_to_memory(&image, target, &length, 0, source, 0, null), ref image);
        }
        catch (DllNotFoundException e)
        {
            throw Missing(e);
        }
        return file[..(int)length];
    }

    static int Channels(uint format) => ((format & Color) != 0 ? 3 : 1) + (int)(format & Alpha);

    /// <summary>
    /// The file without the parts that say how to show it (such as gAMA, by which libpng would change the numbers). Finds files that are cut off.
    /// </summary>
    static byte[] Essential(ReadOnlySpan<byte> data)
    {
        var kept = new MemoryStream(data.Length);
        kept.Write(data[..Math.Min(Signature, data.Length)]);
        for (var at = Signature; ;)
        {
            if (at + 12 > data.Length) throw Cut(data.Length);
            var length = BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
            if (length > data.Length - at - 12) throw Cut(data.Length);
            var chunk = data.Slice(at, (int)length + 12);
            var type = Encoding.Latin1.GetString(chunk[4..8]);
            if (type is "IHDR" or "PLTE" or "tRNS" or "IDAT" or "IEND") kept.Write(chunk);
            if (type == "IEND") return kept.ToArray();
            at += chunk.Length;
        }
    }

    static InvalidDataException Cut(int length) => new($"The PNG image is cut off or damaged: its parts do not end within its {length} bytes.");

    /// <summary>Warnings count as failures: what remains of the file after <see cref="Essential"/> is needed.</summary>
    static void Check(int done, ref PngImage image)
    {
        if (done != 0 && image.WarningOrError == 0) return;
        fixed (byte* message = image.Message) throw new InvalidDataException($"The PNG image is damaged: libpng says \"{Marshal.PtrToStringUTF8((nint)message)}\".");
    }

    static DllNotFoundException Missing(DllNotFoundException inner) => new("PNG images need libpng 1.6, which is not installed: on Debian, apt install libpng16-16 (or libpng16-16t64).", inner);

    [StructLayout(LayoutKind.Sequential)]
    struct PngImage
    {
        public nint Opaque;
        public uint Version, Width, Height, Format, Flags, ColormapEntries, WarningOrError;
        public fixed byte Message[64];
    }

    [LibraryImport("libpng16.so.16")]
    private static partial int png_image_begin_read_from_memory(PngImage* image, void* memory, nuint size);

    [LibraryImport("libpng16.so.16")]
    private static partial int png_image_finish_read(PngImage* image, void* background, void* buffer, int stride, void* colormap);

    [LibraryImport("libpng16.so.16")]
    private static partial void png_image_free(PngImage* image);

    [LibraryImport("libpng16.so.16")]
    private static partial int png_image_write_to_memory(PngImage* image, void* memory, nuint* size, int convertTo8Bit, void* buffer, int stride, void* colormap);
}
