namespace Marginalia.Datasets.Files;

/// <summary>
/// Fills polygons as COCO's own tools do, to the pixel: corners are rounded to fifths of a pixel, edges run over that finer grid in unit steps, and a
/// pixel belongs to the polygon where an odd number of edges passes above it in the middle of its column.
/// </summary>
internal static class PolygonMask
{
    private const int Fine = 5;

    /// <summary>Switches on the pixels of a polygon x1, y1, x2, y2, ... in pixels from the edge of the image.</summary>
    /// <exception cref="FormatException">A coordinate is missing.</exception>
    public static void Fill(ReadOnlySpan<double> corners, bool[] mask, int height, int width)
    {
        if (corners.Length % 2 != 0 || corners.Length == 0)
            throw new FormatException($"a polygon has {corners.Length} numbers; expected x and y of every corner");
        var passes = new bool[width * (height + 1)]; // column by column: whether an odd number of edges passes just above a row
        for (int i = 0; i < corners.Length; i += 2)
        {
            int next = (i + 2) % corners.Length;
            Walk(Round(corners[i]), Round(corners[i + 1]), Round(corners[next]), Round(corners[next + 1]), passes, height, width);
        }

        for (int x = 0; x < width; x++)
        {
            bool inside = false;
            for (int y = 0; y < height; y++)
            {
                inside ^= passes[x * (height + 1) + y];
                mask[y * width + x] |= inside;
            }
        }
    }

    /// <summary>Marks where an edge passes from the left half of a column to the right half.</summary>
    private static void Walk(int x1, int y1, int x2, int y2, bool[] passes, int height, int width)
    {
        int across = Math.Abs(x2 - x1), down = Math.Abs(y2 - y1);
        if (across >= down ? x1 > x2 : y1 > y2)
            (x1, y1, x2, y2) = (x2, y2, x1, y1);
        int steps = Math.Max(across, down);
        double slope = across >= down ? (double)(y2 - y1) / across : (double)(x2 - x1) / down;
        int lastX = x1, lastY = y1;
        for (int step = 1; step <= steps; step++)
        {
            int x = across >= down ? x1 + step : (int)(x1 + slope * step + 0.5);
            int y = across >= down ? (int)(y1 + slope * step + 0.5) : y1 + step;
            int left = Math.Min(x, lastX);
            if (x != lastX && left >= 0 && left % Fine == Fine / 2 && left / Fine < width)
            {
                int row = Math.Clamp((Math.Min(y, lastY) + Fine / 2) / Fine, 0, height); // the first row whose middle is not above the edge
                passes[left / Fine * (height + 1) + row] ^= true;
            }

            (lastX, lastY) = (x, y);
        }
    }

    private static int Round(double coordinate) => (int)(Fine * coordinate + 0.5);
}
