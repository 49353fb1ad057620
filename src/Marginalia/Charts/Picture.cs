namespace Marginalia.Charts;

/// <summary>An image of rows by columns of red, green and blue bytes.</summary>
public sealed class Picture
{
    readonly byte[] rgb;

    Picture(int height, int width)
    {
        if (height < 1 || width < 1)
            throw new ArgumentException($"Picture: {height} x {width} pixels given, at least 1 x 1 expected.");
        (Height, Width, rgb) = (height, width, new byte[height * width * 3]);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The bytes, row by row from the top, three per pixel.</summary>
    public ReadOnlySpan<byte> Rgb => rgb;

    /// <summary>A grey image from H x W values; <paramref name="low"/> and less is black, <paramref name="high"/> and more white, NaN red.</summary>
    public static Picture Grey(float[,] pixels, double low = 0, double high = 1) => Colours(
        pixels.GetLength(0), pixels.GetLength(1),
        (row, column) => float.IsNaN(pixels[row, column]) ? ((byte)255, (byte)0, (byte)0) : Same(Level((pixels[row, column] - low) / (high - low))));

    /// <summary>A colour image from H x W x 3 values in [0, 1]; values beyond are clamped. Throws when the last dimension is not 3.</summary>
    public static Picture Colour(float[,,] pixels)
    {
        RequireThree(pixels);
        return Colours(
            pixels.GetLength(0), pixels.GetLength(1),
            (row, column) => (Level(pixels[row, column, 0]), Level(pixels[row, column, 1]), Level(pixels[row, column, 2])));
    }

    /// <summary>A colour image from H x W x 3 bytes. Throws when the last dimension is not 3.</summary>
    public static Picture Colour(byte[,,] pixels)
    {
        RequireThree(pixels);
        return Colours(
            pixels.GetLength(0), pixels.GetLength(1),
            (row, column) => (pixels[row, column, 0], pixels[row, column, 1], pixels[row, column, 2]));
    }

    /// <summary>A grey image from H x W values in [0, 1].</summary>
    public static implicit operator Picture(float[,] pixels) => Grey(pixels);

    /// <summary>A colour image from H x W x 3 values in [0, 1].</summary>
    public static implicit operator Picture(float[,,] pixels) => Colour(pixels);

    /// <summary>A colour image from H x W x 3 bytes.</summary>
    public static implicit operator Picture(byte[,,] pixels) => Colour(pixels);

    internal static Picture Colours(int height, int width, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var picture = new Picture(height, width);
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var at = (row * width + column) * 3;
                (picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]) = colour(row, column);
            }

        return picture;
    }

    /// <summary>The picture made smaller by a whole number: means over squares of <paramref name="factor"/> pixels.</summary>
    internal Picture Shrink(int factor) => factor <= 1 ? this : Colours(Math.Max(1, Height / factor), Math.Max(1, Width / factor), (row, column) =>
    {
        var (bottom, right) = (Math.Min(Height, (row + 1) * factor), Math.Min(Width, (column + 1) * factor));
        var sum = new int[3];
        for (var y = row * factor; y < bottom; y++)
            for (var x = column * factor; x < right; x++)
                for (var channel = 0; channel < 3; channel++)
                    sum[channel] += rgb[(y * Width + x) * 3 + channel];
        var count = (bottom - row * factor) * (right - column * factor);
        return ((byte)(sum[0] / count), (byte)(sum[1] / count), (byte)(sum[2] / count));
    });

    static void RequireThree(Array pixels)
    {
        if (pixels.GetLength(2) != 3)
            throw new ArgumentException(
                $"Picture: {pixels.GetLength(0)} x {pixels.GetLength(1)} x {pixels.GetLength(2)} values given, H x W x 3 expected; move the channels to the end.");
    }

    static byte Level(double value) => double.IsNaN(value) ? (byte)0 : (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);

    static (byte, byte, byte) Same(byte level) => (level, level, level);
}
