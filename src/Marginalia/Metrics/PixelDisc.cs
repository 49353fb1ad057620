namespace Marginalia.Metrics;

/// <summary>The pixels within a distance of a pixel.</summary>
internal static class PixelDisc
{
    /// <summary>Steps in rows and columns of at most this length, the shortest first, (0, 0) included.</summary>
    public static (int Row, int Column)[] Of(double radius)
    {
        radius += 1e-9; // 2 / d * d may be less than 2
        int most = (int)radius;
        return
        [
            .. from row in Enumerable.Range(-most, 2 * most + 1)
               from column in Enumerable.Range(-most, 2 * most + 1)
               let squared = row * row + column * column
               where squared <= radius * radius
               orderby squared
               select (row, column),
        ];
    }
}
