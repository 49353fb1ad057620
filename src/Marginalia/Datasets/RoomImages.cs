namespace Marginalia.Datasets;

/// <summary>The arrays that rooms are rendered into, image after image, in the layout of the tensors.</summary>
internal sealed class RoomImages(int count, int height, int width)
{
    public float[] Image { get; } = new float[checked(count * 3 * height * width)];

    public float[] Depth { get; } = new float[count * height * width];

    public float[] Normal { get; } = new float[count * 3 * height * width];

    public long[] Segmentation { get; } = new long[count * height * width];

    public long[] Instance { get; } = new long[count * height * width];

    public float[] Centroid { get; } = new float[count * 2 * height * width];

    /// <summary>Fills in the vectors to the centroids of the instances' visible pixels.</summary>
    public void PointToCentroids(int index, int instances)
    {
        int pixels = height * width;
        var ids = Instance.AsSpan(index * pixels, pixels);
        var sums = new (long X, long Y, long Count)[instances + 1];
        for (int p = 0; p < pixels; p++)
        {
            ref var sum = ref sums[ids[p]];
            sum = (sum.X + p % width, sum.Y + p / width, sum.Count + 1);
        }

        var vectors = Centroid.AsSpan(index * 2 * pixels, 2 * pixels);
        for (int p = 0; p < pixels; p++)
        {
            if (ids[p] == 0)
                continue;
            var (x, y, n) = sums[ids[p]];
            vectors[p] = (float)((double)x / n - p % width);
            vectors[pixels + p] = (float)((double)y / n - p / width);
        }
    }
}
