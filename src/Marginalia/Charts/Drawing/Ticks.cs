namespace Marginalia.Charts.Drawing;

/// <summary>Chooses round numbers for axes.</summary>
internal static class Ticks
{
    /// <summary>
    /// Between three and nine multiples of 1, 2 or 5 times a power of ten within [low, high], close to <paramref name="target"/> of them.
    /// </summary>
    public static IReadOnlyList<Tick> Linear(double low, double high, double target)
    {
        var step = Step(high - low, target);
        var first = Math.Ceiling(low / step - 1e-9);
        var last = Math.Floor(high / step + 1e-9);
        var values = Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Clamp((first + i) * step, low, high)).ToArray();
        var largest = values.Max(Math.Abs);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var scientific = largest >= 1e6 || decimals > 4;
        return [.. values.Select(value => new Tick(value, scientific ? Scientific(value, step) : new(Numbers.Fixed(value, decimals))))];
    }

    /// <summary>Powers of ten within [low, high] with 2 to 9 as minor ticks; on short axes 1, 2, 5 times powers of ten, or linear ticks.</summary>
    public static IReadOnlyList<Tick> Logarithmic(double low, double high, double target)
    {
        var (first, last) = ((int)Math.Ceiling(Math.Log10(low) - 1e-9), (int)Math.Floor(Math.Log10(high) + 1e-9));
        var decades = last - first + 1;
        if (decades >= 3)
            return Decades(low, high, first, last, target);
        var (from, to) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
        double[] majors = Within([1, 2, 5]);
        if (majors.Length is < 3 or > 9)
            return Linear(low, high, target);
        var plain = Plain(majors);
        return
        [
            .. majors.Select(value => new Tick(value, plain ? Decimal(value) : Scientific(value, value))),
            .. Within([3, 4, 6, 7, 8, 9]).Select(value => new Tick(value, Label.None)),
        ];

        double[] Within(int[] digits) =>
            [.. Enumerable.Range(from, to - from + 1).SelectMany(power => digits.Select(digit => Power(power, digit))).Where(value => value >= low && value <= high)];
    }

    static Tick[] Decades(double low, double high, int first, int last, double target)
    {
        var stride = ((int[])[1, 2, 3, 5, 10, 20, 30, 50, 100, 200]).First(s => (last - first) / s + 1 <= Math.Clamp(target + 2, 4, 9));
        var powers = Enumerable.Range(first, last - first + 1).Where(power => Math.Abs(power) % stride == 0).ToArray();
        if (powers.Length < 3)
            powers = [first, (first + last) / 2, last];
        var plain = Plain([.. powers.Select(power => Power(power, 1))]);
        var majors = powers.Select(power => new Tick(Power(power, 1), plain ? Decimal(Power(power, 1)) : new Label("10", Numbers.Integer(power))));
        var minors = stride > 1
            ? Enumerable.Range(first, last - first + 1).Except(powers).Select(power => Power(power, 1))
            : from power in Enumerable.Range(first - 1, last - first + 2) from digit in Enumerable.Range(2, 8) select Power(power, digit);
        return [.. majors, .. minors.Where(value => value >= low && value <= high).Select(value => new Tick(value, Label.None))];
    }

    // The step of 1, 2 or 5 times a power of ten that divides the span into 3 to 8 parts, as near to the target as can be.
    static double Step(double span, double target)
    {
        var power = (int)Math.Floor(Math.Log10(span));
        var steps = from exponent in Enumerable.Range(power - 2, 4) from digit in (int[])[1, 2, 5] select Power(exponent, digit);
        return steps.Where(step => span / step is >= 3 and < 8).MinBy(step => Math.Abs(span / step - target));
    }

    static double Power(int exponent, int digit) => exponent < 0 ? digit / Math.Pow(10, -exponent) : digit * Math.Pow(10, exponent);

    static bool Plain(double[] values) => values.Min() >= 0.00099 && values.Max() <= 10_000;

    static Label Decimal(double value) => new(Numbers.Fixed(value, Math.Max(0, -(int)Math.Floor(Math.Log10(value) + 1e-9))));

    // Mantissa and power of ten, with as many digits as tell values apart that differ by a step.
    static Label Scientific(double value, double step)
    {
        if (Math.Abs(value) < step / 2)
            return new("0");
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        var digits = Math.Max(0, exponent - (int)Math.Floor(Math.Log10(step) + 1e-9));
        var mantissa = Numbers.Fixed(value / Math.Pow(10, exponent), digits);
        return new(mantissa is "1" ? "10" : mantissa is "\u22121" ? "\u221210" : mantissa + "\u00D710", Numbers.Integer(exponent));
    }
}
