namespace Marginalia.Kernel.Intelligence;

/// <summary>Between positions in code points, as Jupyter counts, and in UTF-16 code units, as .NET does.</summary>
public static class CodePoints
{
    /// <summary>The position in code units; one beyond the end is the end.</summary>
    public static int ToUnits(string text, int points)
    {
        var units = 0;
        for (; points > 0 && units < text.Length; points--)
            units += IsPair(text, units) ? 2 : 1;
        return units;
    }

    /// <summary>The position in code points; one beyond the end is the end, one within a code point is that code point's.</summary>
    public static int FromUnits(string text, int units)
    {
        var points = 0;
        for (var at = 0; at < Math.Min(units, text.Length); points++)
        {
            at += IsPair(text, at) ? 2 : 1;
            if (at > units)
                return points;
        }
        return points;
    }

    static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
