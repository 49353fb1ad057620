namespace Marginalia.Metrics;

/// <summary>
/// Thins a map of edges to lines: of the four directions in a window of 3 x 3, the one in which the smoothed map changes most runs across the edge, and
/// only pixels stay that are greater than both neighbours in it (non-maximum suppression, Canny 1986).
/// </summary>
internal static class Ridges
{
    private const double LeastChange = 1e-6; // less is flat, or the same as in another direction
    private static readonly (int Row, int Column)[] Directions = [(0, 1), (1, 0), (1, 1), (1, -1)];

    /// <summary>Whether each pixel stays. Where pixels are equal, the smoothed map decides, then their order, so that one of them stays.</summary>
    /// <param name="map">Strength of the edge of each pixel, 0 .. 1, row by row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static bool[] Of(double[] map, int height, int width)
    {
        double[] smooth = Smooth(map, height, width);
        var stays = new bool[map.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int here = y * width + x, ahead = here, behind = here;
                double most = 0;
                foreach (var (row, column) in Directions)
                {
                    int a = At(y + row, x + column), b = At(y - row, x - column);
                    double change = (Math.Abs(smooth[a] - smooth[here]) + Math.Abs(smooth[b] - smooth[here])) / Math.Sqrt(row * row + column * column);
                    if (change > most + LeastChange)
                        (most, ahead, behind) = (change, a, b);
                }

                stays[here] = most > 0 && IsGreater(here, ahead) && IsGreater(here, behind);
            }

        return stays;

        // Beyond the border, the map goes on as on it.
        int At(int row, int column) => Math.Clamp(row, 0, height - 1) * width + Math.Clamp(column, 0, width - 1);
        bool IsGreater(int a, int b) => a == b || (map[a] != map[b] ? map[a] > map[b] : Math.Abs(smooth[a] - smooth[b]) > LeastChange ? smooth[a] > smooth[b] : a < b);
    }

    /// <summary>The map under the weights 1 2 1 in rows and columns.</summary>
    private static double[] Smooth(double[] map, int height, int width)
    {
        var rows = new double[map.Length];
        var smooth = new double[map.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                rows[y * width + x] = (map[y * width + Math.Max(0, x - 1)] + 2 * map[y * width + x] + map[y * width + Math.Min(width - 1, x + 1)]) / 4;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                smooth[y * width + x] = (rows[Math.Max(0, y - 1) * width + x] + 2 * rows[y * width + x] + rows[Math.Min(height - 1, y + 1) * width + x]) / 4;
        return smooth;
    }
}
