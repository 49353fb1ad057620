namespace Marginalia.Datasets;

/// <summary>Glyphs as bitmaps of 5 columns and 7 rows, drawn here so that no font is read from disk.</summary>
internal static class Font
{
    public const int Columns = 5;
    public const int Rows = 7;

    /// <summary>The digits from left to right, one blank column between two.</summary>
    private static readonly string[] Digits =
    [
        " ###    #    ###  #####    #  #####   ##  #####  ###   ### ",
        "#   #  ##   #   #    #    ##  #      #        # #   # #   #",
        "#  ##   #       #   #    # #  ####  #        #  #   # #   #",
        "# # #   #      #     #  #  #      # ####    #    ###   ####",
        "##  #   #     #       # #####     # #   #  #    #   #     #",
        "#   #   #    #    #   #    #  #   # #   #  #    #   #    # ",
        " ###   ###  #####  ###     #   ###   ###   #     ###   ##  ",
    ];

    /// <summary>How many glyphs there are; glyph k is the digit k.</summary>
    public static int Count => (Digits[0].Length + 1) / (Columns + 1);

    /// <summary>1 where the glyph has ink, 0 elsewhere and outside the bitmap.</summary>
    public static double Ink(int glyph, int row, int column) =>
        row is >= 0 and < Rows && column is >= 0 and < Columns && Digits[row][glyph * (Columns + 1) + column] == '#' ? 1 : 0;
}
