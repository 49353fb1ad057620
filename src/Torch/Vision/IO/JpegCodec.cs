using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>JPEG files by the TurboJPEG interface of libjpeg-turbo.</summary>
static unsafe partial class JpegCodec
{
    const int Rgb = 0, Gray = 6, Cmyk = 11;
    const int ColorsAreGray = 2, ColorsAreCmyk = 3, ColorsAreYcck = 4;
    const int Half = 2, NoColors = 3;
    const int LimitScans = 32768;

    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    internal static PixelRows Decode(byte[] data, bool gray)
    {
        var codec = Open(tjInitDecompress);
        try
        {
            fixed (byte* source = data)
            {
                int width, height, sampling, colors;
                Check(tjDecompressHeader3(codec, source, (nuint)data.Length, &width, &height, &sampling, &colors), codec);
                var inks = colors is ColorsAreCmyk or ColorsAreYcck;
                var format = inks ? Cmyk : gray || colors == ColorsAreGray ? Gray : Rgb;
                var channels = format switch { Cmyk => 4, Gray => 1, _ => 3 };
                // A block of 64 pixels takes about a bit, by arithmetic coding perhaps a sixteenth.
                PixelRows.CheckSize(width, height, channels, data.Length * 8192L * channels, data.Length);
                var pixels = GC.AllocateUninitializedArray<byte>(width * height * channels);
                fixed (byte* target = pixels) Check(tjDecompress2(codec, source, (nuint)data.Length, target, width, 0, height, format, LimitScans), codec);
                return new(inks ? WithoutInks(pixels) : pixels, width, height, inks ? 3 : channels);
            }
        }
        finally
        {
            _ = tjDestroy(codec);
        }
    }

    internal static byte[] Encode(PixelRows pixels, int quality)
    {
        var codec = Open(tjInitCompress);
        byte* file = null;
        try
        {
            nuint length = 0;
            fixed (byte* source = pixels.Data)
            {
                var gray = pixels.Channels == 1;
                Check(tjCompress2(codec, source, pixels.Width, 0, pixels.Height, gray ? Gray : Rgb, &file, &length, gray ? NoColors : Half, quality, 0), codec);
            }
            return new ReadOnlySpan<byte>(file, checked((int)length)).ToArray();
        }
        finally
        {
            if (file != null) tjFree(file);
            _ = tjDestroy(codec);
        }
    }

    /// <summary>Files with four inks hold how much of each is missing.</summary>
    static byte[] WithoutInks(byte[] cmyk)
    {
        var rgb = new byte[cmyk.Length / 4 * 3];
        for (int from = 0, to = 0; from < cmyk.Length; from += 4)
            for (var channel = 0; channel < 3; channel++)
                rgb[to++] = (byte)((cmyk[from + channel] * cmyk[from + 3] + 127) / 255);
        return rgb;
    }

    static nint Open(Func<nint> create)
    {
        try
        {
            return create() is not 0 and var codec ? codec : throw new OutOfMemoryException("libjpeg-turbo has no memory.");
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException("JPEG images need libturbojpeg, which is not installed: on Debian, apt install libturbojpeg0.", e);
        }
    }

    /// <summary>Superfluous bytes between parts are no damage: cameras write them.</summary>
    static void Check(int status, nint codec)
    {
        if (status == 0) return;
        var message = Marshal.PtrToStringUTF8((nint)tjGetErrorStr2(codec)) ?? "";
        if (tjGetErrorCode(codec) == 0 && message.Contains("extraneous bytes")) return;
        throw new InvalidDataException($"The JPEG image is damaged or cannot be handled: libjpeg-turbo says \"{message}\".");
    }

    [LibraryImport("libturbojpeg.so.0")]
    private static partial nint tjInitDecompress();

    [LibraryImport("libturbojpeg.so.0")]
    private static partial nint tjInitCompress();

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDestroy(nint codec);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDecompressHeader3(nint codec, byte* data, nuint size, int* width, int* height, int* sampling, int* colors);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDecompress2(nint codec, byte* data, nuint size, byte* target, int width, int pitch, int height, int format, int flags);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjCompress2(nint codec, byte* source, int width, int pitch, int height, int format, byte** data, nuint* size, int sampling, int quality, int flags);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial void tjFree(byte* data);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial byte* tjGetErrorStr2(nint codec);

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjGetErrorCode(nint codec);
}
