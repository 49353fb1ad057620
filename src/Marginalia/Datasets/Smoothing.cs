namespace Marginalia.Datasets;

/// <summary>Blurs a square grey image with the binomial filter 1/4, 1/2, 1/4 along either axis, a few times over.</summary>
internal static class Smoothing
{
    /// <summary>The blurred image [size, size]; n passes have the variance n/2 square pixels. At the border the edge goes on.</summary>
    public static double[] Blur(double[] image, int size, int passes)
    {
        var (blurred, rows) = ((double[])image.Clone(), new double[image.Length]);
        for (int pass = 0; pass < passes; pass++)
        {
            for (int y = 0; y < size; y++)
                for (int x = 0; x < size; x++)
                    rows[y * size + x] = Mix(
                        blurred[y * size + Math.Max(x - 1, 0)], blurred[y * size + x], blurred[y * size + Math.Min(x + 1, size - 1)]);
            for (int y = 0; y < size; y++)
                for (int x = 0; x < size; x++)
                    blurred[y * size + x] = Mix(
                        rows[Math.Max(y - 1, 0) * size + x], rows[y * size + x], rows[Math.Min(y + 1, size - 1) * size + x]);
        }

        return blurred;
    }

    private static double Mix(double before, double here, double after) => 0.5 * here + 0.25 * (before + after);
}
