namespace Marginalia.Datasets;

/// <summary>Glyphs as bitmaps of 5 columns and 7 rows, drawn here so that no font is read from disk.</summary>
internal static class Font
{
    public const int Columns = 5;
    public const int Rows = 7;

    /// <summary>The characters, in the order of the glyphs: glyphs 0 .. 9 are the digits.</summary>
    public const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>How many of the glyphs are digits.</summary>
    public const int Digits = 10;

    /// <summary>The glyphs from left to right, one blank column between two.</summary>
    private static readonly string[][] Bitmaps =
    [
        [
            " ###    #    ###  #####    #  #####   ##  #####  ###   ### ",
            "#   #  ##   #   #    #    ##  #      #        # #   # #   #",
            "#  ##   #       #   #    # #  ####  #        #  #   # #   #",
            "# # #   #      #     #  #  #      # ####    #    ###   ####",
            "##  #   #     #       # #####     # #   #  #    #   #     #",
            "#   #   #    #    #   #    #  #   # #   #  #    #   #    # ",
            " ###   ###  #####  ###     #   ###   ###   #     ###   ##  ",
        ],
        [
            "  #   ####   ###  ####  ##### #####  ###  #   #  ###      # #   # #     #   #",
            " # #  #   # #   # #   # #     #     #   # #   #   #       # #  #  #     ## ##",
            "#   # #   # #     #   # #     #     #     #   #   #       # # #   #     # # #",
            "#   # ####  #     #   # ####  ####  #  ## #####   #       # ##    #     # # #",
            "##### #   # #     #   # #     #     #   # #   #   #       # # #   #     #   #",
            "#   # #   # #   # #   # #     #     #   # #   #   #   #   # #  #  #     #   #",
            "#   # ####   ###  ####  ##### #      ###  #   #  ###   ###  #   # ##### #   #",
        ],
        [
            "#   #  ###  ####   ###  ####   #### ##### #   # #   # #   # #   # #   # #####",
            "##  # #   # #   # #   # #   # #       #   #   # #   # #   # #   # #   #     #",
            "##  # #   # #   # #   # #   # #       #   #   # #   # #   #  # #   # #     # ",
            "# # # #   # ####  #   # ####   ###    #   #   # #   # # # #   #     #     #  ",
            "#  ## #   # #     # # # # #       #   #   #   #  # #  # # #  # #    #    #   ",
            "#  ## #   # #     #  ## #  #      #   #   #   #  # #  ## ## #   #   #   #    ",
            "#   #  ###  #      #### #   # ####    #    ###    #   #   # #   #   #   #####",
        ],
    ];

    /// <summary>1 where the glyph has ink, 0 elsewhere and outside the bitmap.</summary>
    public static double Ink(int glyph, int row, int column)
    {
        if (row is < 0 or >= Rows || column is < 0 or >= Columns)
            return 0;
        var (table, place) = glyph < Digits ? (0, glyph) : Math.DivRem(glyph - Digits + 13, 13);
        return Bitmaps[table][row][place * (Columns + 1) + column] == '#' ? 1 : 0;
    }
}
