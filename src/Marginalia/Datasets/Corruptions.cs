namespace Marginalia.Datasets;

/// <summary>Spoils finished images.</summary>
internal static class Corruptions
{
    private static readonly double[] NoiseDeviations = [0.04, 0.08, 0.12, 0.18, 0.26];
    private static readonly double[] BlurDeviations = [0.5, 0.75, 1, 1.5, 2];
    private static readonly double[] ContrastsLeft = [0.75, 0.6, 0.45, 0.3, 0.2];
    private static readonly double[] FogShares = [0.2, 0.3, 0.4, 0.5, 0.6];
    private static readonly int[] SquareSizes = [2, 3, 4, 6, 8];

    /// <summary>Spoils an image [channels, size, size] of 0 .. 1 in place, in steps of 1/255.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">Height and width.</param>
    /// <param name="corruption">What to do.</param>
    /// <param name="severity">How much, 1 .. 5.</param>
    /// <param name="random">Stream of noise and fog.</param>
    public static void Apply(Span<float> image, int size, Corruption corruption, int severity, SeededRandom random)
    {
        int level = severity - 1, pixels = size * size;
        var fog = corruption == Corruption.Fog ? new TexturePattern(Texture.Clouds, random, new(0, 0, 0), random, size) : null;
        for (int first = 0; first < image.Length; first += pixels)
        {
            var channel = image.Slice(first, pixels);
            switch (corruption)
            {
                case Corruption.Noise:
                    for (int p = 0; p < pixels; p++)
                        channel[p] = PortableMath.Quantize(channel[p] + NoiseDeviations[level] * random.NextBell());
                    break;
                case Corruption.Blur:
                    Blur(channel, size, BlurDeviations[level]);
                    break;
                case Corruption.Contrast:
                    double mean = Mean(channel, size, 0, 0, size);
                    for (int p = 0; p < pixels; p++)
                        channel[p] = PortableMath.Quantize(mean + ContrastsLeft[level] * (channel[p] - mean));
                    break;
                case Corruption.Fog:
                    for (int p = 0; p < pixels; p++)
                        channel[p] = PortableMath.Quantize(channel[p] + FogShares[level] * (0.6 + 0.4 * fog!.At(0, 0, p % size, p / size) - channel[p]));
                    break;
                case Corruption.Pixelate:
                    for (int top = 0; top < size; top += SquareSizes[level])
                        for (int left = 0; left < size; left += SquareSizes[level])
                            Fill(channel, size, left, top, SquareSizes[level], PortableMath.Quantize(Mean(channel, size, left, top, SquareSizes[level])));
                    break;
            }
        }
    }

    /// <summary>Rows, then columns, with weights to three standard deviations; beyond the edge the edge goes on.</summary>
    private static void Blur(Span<float> channel, int size, double deviation)
    {
        int reach = (int)Math.Ceiling(3 * deviation);
        double[] weights = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(x => PortableMath.Exp(-x * x / (2 * deviation * deviation)))];
        double sum = weights.Sum();
        var rows = new double[size * size];
        for (int p = 0; p < rows.Length; p++)
            for (int k = -reach; k <= reach; k++)
                rows[p] += weights[k + reach] / sum * channel[p / size * size + Math.Clamp(p % size + k, 0, size - 1)];
        for (int p = 0; p < rows.Length; p++)
        {
            double value = 0;
            for (int k = -reach; k <= reach; k++)
                value += weights[k + reach] / sum * rows[Math.Clamp(p / size + k, 0, size - 1) * size + p % size];
            channel[p] = PortableMath.Quantize(value);
        }
    }

    private static double Mean(Span<float> channel, int size, int left, int top, int side)
    {
        int right = Math.Min(size, left + side), bottom = Math.Min(size, top + side);
        double sum = 0;
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                sum += channel[y * size + x];
        return sum / ((right - left) * (bottom - top));
    }

    private static void Fill(Span<float> channel, int size, int left, int top, int side, float value)
    {
        for (int y = top; y < Math.Min(size, top + side); y++)
            channel.Slice(y * size + left, Math.Min(side, size - left)).Fill(value);
    }
}
