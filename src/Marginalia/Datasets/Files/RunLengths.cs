namespace Marginalia.Datasets.Files;

/// <summary>
/// Run lengths of masks as COCO has them (https://github.com/cocodataset/cocoapi, the format of common/maskApi.h): numbers of pixels that are off, on,
/// off, ... down the first column, then down the second, and so on.
/// </summary>
internal static class RunLengths
{
    /// <summary>Switches the pixels on that the runs say.</summary>
    /// <exception cref="FormatException">The runs do not add up to the pixels.</exception>
    public static void Fill(ReadOnlySpan<long> counts, bool[] mask, int height, int width)
    {
        long at = 0, pixels = (long)height * width;
        bool on = false;
        foreach (long count in counts)
        {
            if (count < 0 || at + count > pixels)
                throw new FormatException($"the run lengths exceed the {height} x {width} pixels");
            for (long i = at; on && i < at + count; i++)
                mask[i % height * width + i / height] = true;
            at += count;
            on = !on;
        }

        if (at != pixels)
            throw new FormatException($"the run lengths add up to {at} pixels; expected {height} x {width}");
    }

    /// <summary>
    /// The numbers of a text: each character stands for 48 plus six bits, of which the highest says that the number goes on and the others are a part of
    /// it, the lowest part first; the last part is extended by its sign. From the fourth number on, the one two places before is to be added.
    /// </summary>
    /// <exception cref="FormatException">The text is none of this form.</exception>
    public static long[] Decompress(string text)
    {
        var counts = new List<long>();
        long number = 0;
        int shift = 0;
        foreach (char letter in text)
        {
            int bits = letter - 48;
            if (bits is < 0 or > 63 || shift > 55)
                throw new FormatException($"the run lengths have the character '{letter}' where none may stand");
            number |= (long)(bits & 31) << shift;
            shift += 5;
            if ((bits & 32) != 0)
                continue;
            if ((bits & 16) != 0)
                number -= 1L << shift;
            counts.Add(counts.Count > 2 ? number + counts[^2] : number);
            (number, shift) = (0, 0);
        }

        return shift == 0 ? [.. counts] : throw new FormatException("the run lengths end within a number");
    }
}
