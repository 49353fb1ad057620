namespace Marginalia.Datasets.Files;

/// <summary>
/// Makes lines one pixel wide and leaves their connections (Guo, Hall 1989, "Parallel thinning with two-subiteration algorithms", with the conditions
/// of MATLAB's <c>bwmorph</c> and of scikit-image's <c>thin</c>).
/// </summary>
internal static class Thinning
{
    /// <summary>For the eight neighbours as bits, east first and counter-clockwise, whether the pixel goes: in the first and in the second pass.</summary>
    private static readonly (bool First, bool Second)[] Goes = [.. Enumerable.Range(0, 256).Select(Decide)];

    /// <summary>Thins a picture of truth values, row by row, until nothing changes.</summary>
    public static void Thin(bool[] pixels, int height, int width)
    {
        var marked = new List<int>();
        for (bool changes = true; changes;)
        {
            changes = false;
            foreach (bool first in new[] { true, false })
            {
                for (int y = 0; y < height; y++)
                    for (int x = 0; x < width; x++)
                        if (pixels[y * width + x] && Goes[Neighbours(pixels, height, width, y, x)] is var goes && (first ? goes.First : goes.Second))
                            marked.Add(y * width + x);
                marked.ForEach(index => pixels[index] = false);
                changes |= marked.Count > 0;
                marked.Clear();
            }
        }
    }

    private static int Neighbours(bool[] pixels, int height, int width, int y, int x)
    {
        bool At(int row, int column) => row >= 0 && row < height && column >= 0 && column < width && pixels[row * width + column];
        int Bit(int dy, int dx, int place) => At(y + dy, x + dx) ? 1 << place : 0;
        return Bit(0, 1, 0) | Bit(-1, 1, 1) | Bit(-1, 0, 2) | Bit(-1, -1, 3) | Bit(0, -1, 4) | Bit(1, -1, 5) | Bit(1, 0, 6) | Bit(1, 1, 7);
    }

    private static (bool, bool) Decide(int neighbours)
    {
        bool X(int i) => (neighbours >> (i - 1) % 8 & 1) == 1; // x1 .. x8, and x9 = x1
        int crossings = 0, pairs = 0, otherPairs = 0;
        for (int i = 1; i <= 4; i++)
        {
            crossings += !X(2 * i - 1) && (X(2 * i) || X(2 * i + 1)) ? 1 : 0;
            pairs += X(2 * i - 1) || X(2 * i) ? 1 : 0;
            otherPairs += X(2 * i) || X(2 * i + 1) ? 1 : 0;
        }

        bool both = crossings == 1 && Math.Min(pairs, otherPairs) is (2 or 3);
        return (both && !((X(2) || X(3) || !X(8)) && X(1)), both && !((X(6) || X(7) || !X(4)) && X(5)));
    }
}
