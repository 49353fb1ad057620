namespace Marginalia.Charts.Drawing;

/// <summary>
/// Estimates how wide text is: the advance widths of Helvetica (1/1000 em), which Arial and Liberation Sans share,
/// and averages for other scripts.
/// </summary>
internal static class TextMetrics
{
    // From U+0020 (space) to U+007E (tilde).
    static readonly short[] Ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    const double Bold = 1.07;

    /// <summary>The width in pixels of one line at a font size in pixels.</summary>
    public static double Width(string text, double size, bool bold = false) =>
        text.EnumerateRunes().Sum(rune => Advance(rune.Value)) / 1000.0 * size * (bold ? Bold : 1);

    /// <summary>Breaks text at spaces so that every line fits, if its words do.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, bool bold = false)
    {
        List<string> lines = [];
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width(lines[^1] + " " + word, size, bold) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }

        return lines;
    }

    static int Advance(int rune) => rune switch
    {
        >= 0x20 and <= 0x7E => Ascii[rune - 0x20],
        < 0x20 or (>= 0x300 and < 0x370) => 0,
        0x2212 or 0xB1 or 0xD7 => 584,
        0x2013 => 556,
        >= 0x2E80 => 1000,
        _ => 600,
    };
}
