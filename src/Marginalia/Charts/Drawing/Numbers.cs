using System.Globalization;

namespace Marginalia.Charts.Drawing;

/// <summary>Numbers as text, the same under every culture.</summary>
internal static class Numbers
{
    /// <summary>A pixel coordinate: one decimal place at most.</summary>
    public static string Pixel(double value)
    {
        var rounded = Math.Round(value, 1);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>A number in a sentence: four significant digits.</summary>
    public static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture).Replace("E", "e");

    /// <summary>A fixed number of decimals, with a true minus sign and groups of thousands.</summary>
    public static string Fixed(double value, int decimals)
    {
        var text = Math.Abs(value).ToString("N" + Math.Clamp(decimals, 0, 15).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (Math.Abs(value) < 10_000)
            text = text.Replace(",", "");
        return value < 0 && text.Any(c => c is >= '1' and <= '9') ? "\u2212" + text : text;
    }

    /// <summary>An integer with a true minus sign.</summary>
    public static string Integer(int value) => Fixed(value, 0);

    /// <summary>Rounds to what a figure can show: a hundred-thousandth of the span, or five significant digits on a logarithmic axis.</summary>
    public static double Round(double value, double span, bool log)
    {
        if (!double.IsFinite(value) || value == 0)
            return value;
        var scale = log || span == 0 ? Math.Abs(value) : span;
        var decimals = (log ? 4 : 5) - (int)Math.Floor(Math.Log10(scale));
        return decimals switch
        {
            < 0 => double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            <= 15 => Math.Round(value, decimals),
            _ => double.Parse(value.ToString(log ? "G5" : "G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        };
    }
}
