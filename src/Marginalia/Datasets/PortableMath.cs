namespace Marginalia.Datasets;

/// <summary>
/// Functions of IEEE 754 operations alone. Their results are the same bits on every machine, whereas <see cref="Math"/> takes sines and
/// logarithms from the platform's C library.
/// </summary>
internal static class PortableMath
{
    /// <summary>Sine and cosine of an angle in radians within -pi .. pi, to about 1e-15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle lies outside that range.</exception>
    public static (double Sine, double Cosine) SinCos(double angle)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(angle), Math.PI, nameof(angle));
        double square = angle * angle, sine = 1, cosine = 1;
        for (int k = 13; k >= 0; k--) // Taylor series, innermost term first
        {
            sine = 1 - square / ((2 * k + 2) * (2 * k + 3)) * sine;
            cosine = 1 - square / ((2 * k + 1) * (2 * k + 2)) * cosine;
        }

        return (angle * sine, cosine);
    }

    /// <summary>A value of 0 .. 1 rounded to 8 bits, half up, clamped: the k/255 that a byte stands for.</summary>
    public static float Quantize(double value) => (float)Math.Clamp(Math.Floor(value * 255 + 0.5), 0, 255) / 255f;
}
