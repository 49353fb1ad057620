using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Marginalia.Kit.Screens;

/// <summary>Measures, cuts and wraps text in terminal cells (a CJK sign takes two, a combining mark none).</summary>
internal static partial class Cells
{
    /// <summary>Number of cells that <paramref name="text"/> takes, colour sequences not counted.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in Escapes().Replace(text, "").EnumerateRunes())
            width += Width(rune);
        return width;
    }

    /// <summary>The text without escape sequences and control characters, tabs as four blanks: safe to print inside our own layout.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in Escapes().Replace(text, ""))
        {
            if (c == '\t') clean.Append("    ");
            else if (!char.IsControl(c)) clean.Append(c);
        }

        return clean.ToString();
    }

    /// <summary>At most <paramref name="width"/> cells of the text; a cut ends in an ellipsis. The text holds no colours.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width) return text;
        return text[..Fitting(text, width - 1)] + "…";
    }

    /// <summary>The text padded with blanks to <paramref name="width"/> cells.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Lines of at most <paramref name="width"/> cells, broken at blanks where possible; at least one line.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        width = Math.Max(width, 1);
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split(' ', '\n'))
        {
            if (line.Length > 0 && Width(line) + 1 + Width(word) <= width)
            {
                line += " " + word;
                continue;
            }

            if (line.Length > 0) lines.Add(line);
            var pieces = Pieces(word, width);
            lines.AddRange(pieces.SkipLast(1));
            line = pieces[^1];
        }

        if (line.Length > 0 || lines.Count == 0) lines.Add(line);
        return lines;
    }

    /// <summary>The text cut into pieces of <paramref name="width"/> cells, blanks kept; at least one piece.</summary>
    public static IReadOnlyList<string> Pieces(string text, int width)
    {
        List<string> pieces = [];
        while (Width(text) > width)
        {
            var cut = Math.Max(1, Fitting(text, width));
            pieces.Add(text[..cut]);
            text = text[cut..];
        }

        return [.. pieces, text];
    }

    // How many chars of the text fit into so many cells.
    static int Fitting(string text, int width)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width -= Width(rune);
            if (width < 0) break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) => 2,
        _ => 1,
    };

    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\^_])")]
    private static partial Regex Escapes();
}
