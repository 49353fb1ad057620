using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// CIE L*a*b* of sRGB colours (IEC 61966-2-1) under the white of D65: L is the lightness 0 .. 100, a runs from green to red, b from blue to yellow,
/// each of about -110 .. 110. Colours are the third dimension from the end: [3, H, W] or [N, 3, H, W].
/// </summary>
public static class Lab
{
    private const double Threshold = 6.0 / 29; // below its cube the cube root goes over into a straight line

    /// <summary>Linear red, green, blue to X, Y, Z, by rows (IEC 61966-2-1).</summary>
    private static readonly double[,] ToXyz = { { 0.4124, 0.3576, 0.1805 }, { 0.2126, 0.7152, 0.0722 }, { 0.0193, 0.1192, 0.9505 } };

    /// <summary>X, Y, Z of white: that of red + green + blue, so that greys have a = b = 0.</summary>
    private static readonly double[] White = [0.9505, 1, 1.089];

    /// <summary>L*a*b* of red, green, blue in 0 .. 1, companded as in image files.</summary>
    /// <param name="rgb">Colours [..., 3, H, W], floating.</param>
    /// <exception cref="ArgumentException">The third dimension from the end is not 3, or the type is not floating.</exception>
    public static Tensor FromRgb(Tensor rgb)
    {
        Check(rgb, nameof(FromRgb));
        using var scope = NewDisposeScope();
        var linear = where(rgb.gt(0.04045), rgb.clamp(min: 0).add(0.055).div(1.055).pow(2.4), rgb / 12.92);
        var xyz = Multiply(ToXyz, linear) / Column(White, rgb);
        var f = where(xyz.gt(Math.Pow(Threshold, 3)), xyz.clamp(min: 1e-12).pow(1 / 3.0), xyz / (3 * Threshold * Threshold) + 4.0 / 29);
        var (x, y, z) = (Channel(f, 0), Channel(f, 1), Channel(f, 2));
        return cat([116 * y - 16, 500 * (x - y), 200 * (y - z)], -3).MoveToOuterDisposeScope();
    }

    /// <summary>Red, green, blue of L*a*b*, companded and clamped to 0 .. 1.</summary>
    /// <param name="lab">L, a, b [..., 3, H, W], floating.</param>
    /// <exception cref="ArgumentException">The third dimension from the end is not 3, or the type is not floating.</exception>
    public static Tensor ToRgb(Tensor lab)
    {
        Check(lab, nameof(ToRgb));
        using var scope = NewDisposeScope();
        var y = (Channel(lab, 0) + 16) / 116;
        var f = cat([y + Channel(lab, 1) / 500, y, y - Channel(lab, 2) / 200], -3);
        var xyz = where(f.gt(Threshold), f.pow(3), 3 * Threshold * Threshold * (f - 4.0 / 29)) * Column(White, lab);
        var linear = Multiply(Inverse(ToXyz), xyz).clamp(0, 1);
        var rgb = where(linear.gt(0.0031308), 1.055 * linear.clamp(min: 1e-12).pow(1 / 2.4) - 0.055, 12.92 * linear);
        return rgb.clamp(0, 1).MoveToOuterDisposeScope();
    }

    private static Tensor Channel(Tensor colours, long index) => colours.narrow(-3, index, 1);

    private static Tensor Column(double[] values, Tensor like) => tensor(values, like.dtype, like.device).view(3, 1, 1);

    private static Tensor Multiply(double[,] matrix, Tensor colours) => cat(
        [.. Enumerable.Range(0, 3).Select(i => matrix[i, 0] * Channel(colours, 0) + matrix[i, 1] * Channel(colours, 1) + matrix[i, 2] * Channel(colours, 2))], -3);

    private static double[,] Inverse(double[,] m)
    {
        double Minor(int i, int j) =>
            m[(i + 1) % 3, (j + 1) % 3] * m[(i + 2) % 3, (j + 2) % 3] - m[(i + 1) % 3, (j + 2) % 3] * m[(i + 2) % 3, (j + 1) % 3];
        double determinant = m[0, 0] * Minor(0, 0) + m[0, 1] * Minor(0, 1) + m[0, 2] * Minor(0, 2);
        var inverse = new double[3, 3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                inverse[j, i] = Minor(i, j) / determinant;
        return inverse;
    }

    private static void Check(Tensor colours, string method)
    {
        if (colours.dim() < 3 || colours.shape[^3] != 3 || !colours.is_floating_point())
            throw new ArgumentException(
                $"Lab.{method}: given shape [{string.Join(", ", colours.shape)}] of {colours.dtype}; expected [..., 3, H, W] of a floating type.", nameof(colours));
    }
}
