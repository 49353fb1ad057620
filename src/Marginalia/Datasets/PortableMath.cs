namespace Marginalia.Datasets;

/// <summary>
/// Functions of IEEE 754 operations alone. Their results are the same bits on every machine, whereas <see cref="Math"/> takes sines and
/// logarithms from the platform's C library.
/// </summary>
internal static class PortableMath
{
    /// <summary>Angles beyond this are refused: their reduction would lose digits.</summary>
    private const double LargestAngle = 1e6;

    // Constants in two parts, of which the first has so few bits that its product with a small integer is exact.
    private const double HalfPiHigh = 1.57079632673412561417, HalfPiLow = 6.07710050650619224932e-11;
    private const double Log2High = 0.693147180369123816490, Log2Low = 1.90821492927058770002e-10;

    private static readonly double[] SineTerms = [.. Enumerable.Range(1, 9).Select(k => -1.0 / (2 * k * (2 * k + 1)))];
    private static readonly double[] CosineTerms = [.. Enumerable.Range(1, 9).Select(k => -1.0 / ((2 * k - 1) * (2 * k)))];

    /// <summary>Sine and cosine of an angle in radians, to about 1e-15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle lies outside +-1e6, or is not a number.</exception>
    public static (double Sine, double Cosine) SinCos(double angle)
    {
        if (!(Math.Abs(angle) <= LargestAngle))
            throw new ArgumentOutOfRangeException(nameof(angle), $"SinCos: given {angle}; expected an angle within +-1e6 radians.");
        double quarters = Math.Floor(angle * (2 / Math.PI) + 0.5);
        double x = angle - quarters * HalfPiHigh - quarters * HalfPiLow; // within +-pi/4
        double square = x * x, sine = 1, cosine = 1;
        for (int k = 8; k >= 0; k--) // Taylor series, innermost term first
        {
            sine = 1 + SineTerms[k] * square * sine;
            cosine = 1 + CosineTerms[k] * square * cosine;
        }

        sine *= x;
        return ((long)quarters & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>Sine of an angle in radians.</summary>
    public static double Sin(double angle) => SinCos(angle).Sine;

    /// <summary>Cosine of an angle in radians.</summary>
    public static double Cos(double angle) => SinCos(angle).Cosine;

    /// <summary>Angle of the point (x, y) from the x axis, in -pi .. pi; 0 for the origin.</summary>
    public static double Atan2(double y, double x)
    {
        double across = Math.Abs(x), up = Math.Abs(y), larger = Math.Max(across, up);
        if (larger == 0)
            return 0;
        double tangent = Math.Min(across, up) / larger;
        bool isSteep = tangent > 0.41421356237309503; // tan(pi/8)
        double t = isSteep ? (tangent - 1) / (tangent + 1) : tangent;
        t /= 1 + Math.Sqrt(1 + t * t); // half the angle, so that the series is short
        double sum = 0;
        for (int k = 12; k >= 0; k--)
            sum = 1.0 / (2 * k + 1) - t * t * sum;
        double angle = 2 * t * sum + (isSteep ? Math.PI / 4 : 0);
        angle = up > across ? Math.PI / 2 - angle : angle;
        angle = x < 0 ? Math.PI - angle : angle;
        return y < 0 ? -angle : angle;
    }

    /// <summary>e to the power of x.</summary>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) <= 700))
            throw new ArgumentOutOfRangeException(nameof(x), $"Exp: given {x}; expected a number within +-700.");
        double twos = Math.Floor(x * 1.4426950408889634 + 0.5);
        double rest = x - twos * Log2High - twos * Log2Low, sum = 1; // within +-log(2)/2
        for (int k = 15; k >= 1; k--)
            sum = 1 + rest / k * sum;
        return Math.ScaleB(sum, (int)twos);
    }

    /// <summary>Natural logarithm of a positive number.</summary>
    public static double Log(double x)
    {
        if (!(x > 0 && double.IsFinite(x)))
            throw new ArgumentOutOfRangeException(nameof(x), $"Log: given {x}; expected a positive finite number.");
        int twos = Math.ILogB(x);
        double rest = Math.ScaleB(x, -twos); // 1 .. 2
        if (rest > 1.4142135623730951)
            (rest, twos) = (rest / 2, twos + 1);
        double t = (rest - 1) / (rest + 1), sum = 0;
        for (int k = 12; k >= 0; k--)
            sum = 1.0 / (2 * k + 1) + t * t * sum;
        return twos * Log2High + (twos * Log2Low + 2 * t * sum);
    }

    /// <summary>x to the power of y; x is not negative.</summary>
    public static double Pow(double x, double y) => x == 0 && y > 0 ? 0 : Exp(y * Log(x));

    /// <summary>A value of 0 .. 1 rounded to 8 bits, half up, clamped: the k/255 that a byte stands for.</summary>
    public static float Quantize(double value) => (float)Math.Clamp(Math.Floor(value * 255 + 0.5), 0, 255) / 255f;
}
