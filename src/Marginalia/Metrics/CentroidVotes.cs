using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Instances from vectors: each pixel of an object votes for the place of its object's centroid, and votes that fall together are an instance
/// (Kendall, Gal, Cipolla 2018, arXiv 1705.07115, section 4.2, which clusters by OPTICS; this is mean shift with a flat kernel, Comaniciu and
/// Meer 2002).
/// </summary>
public static class CentroidVotes
{
    private const int MostShifts = 50;

    /// <summary>Where each pixel votes: (y, x) = its own place plus its vector, in pixels [H, W, 2].</summary>
    /// <param name="vectors">Vectors [2, H, W] from the pixel to its instance's centroid, in pixels: columns to the right, then rows downwards.</param>
    public static double[,,] Of(Tensor vectors)
    {
        if (vectors.dim() != 3 || vectors.shape[0] != 2)
            throw new ArgumentException($"CentroidVotes: given shape [{string.Join(", ", vectors.shape)}], expected [2, H, W].", nameof(vectors));
        var (height, width) = ((int)vectors.shape[1], (int)vectors.shape[2]);
        using var copy = vectors.detach().to(ScalarType.Float64).cpu().contiguous();
        var values = copy.data<double>().ToArray();
        var votes = new double[height, width, 2];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                (votes[y, x, 0], votes[y, x, 1]) = (y + values[(height + y) * width + x], x + values[y * width + x]);
        return votes;
    }

    /// <summary>Instance of every pixel [H, W]: 0 outside the mask, then 1, 2, ... from the instance with most votes on.</summary>
    /// <param name="vectors">Vectors [2, H, W] from the pixel to its instance's centroid, in pixels.</param>
    /// <param name="mask">Whether a pixel belongs to an object at all [H, W].</param>
    /// <param name="bandwidth">Votes this near to a cluster's centre belong to it, in pixels.</param>
    /// <param name="smallest">Clusters of fewer votes are dropped; their pixels become 0.</param>
    public static long[,] Cluster(Tensor vectors, bool[,] mask, double bandwidth = 4, int smallest = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bandwidth);
        var votes = Of(vectors);
        var (height, width) = (votes.GetLength(0), votes.GetLength(1));
        if (mask.GetLength(0) != height || mask.GetLength(1) != width)
            throw new ArgumentException($"CentroidVotes: the mask is {mask.GetLength(0)} x {mask.GetLength(1)}, the vectors {height} x {width}.", nameof(mask));

        var free = (from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) where mask[y, x] select (Y: y, X: x)).ToList();
        var instances = new long[height, width];
        bool Near((int Y, int X) pixel, (double Y, double X) centre) =>
            Math.Pow(votes[pixel.Y, pixel.X, 0] - centre.Y, 2) + Math.Pow(votes[pixel.Y, pixel.X, 1] - centre.X, 2) <= bandwidth * bandwidth;

        List<List<(int Y, int X)>> clusters = [];
        while (free.Count > 0)
        {
            // Starts where votes are densest, on a grid of cells of the bandwidth.
            var start = free.GroupBy(pixel => (Math.Floor(votes[pixel.Y, pixel.X, 0] / bandwidth), Math.Floor(votes[pixel.Y, pixel.X, 1] / bandwidth)))
                .MaxBy(cell => cell.Count())!;
            var centre = Mean(start);
            for (int shift = 0; shift < MostShifts && free.Where(pixel => Near(pixel, centre)).ToArray() is { Length: > 0 } near && Mean(near) is var moved && moved != centre; shift++)
                centre = moved;
            var members = free.Where(pixel => Near(pixel, centre)).ToList();
            if (members.Count == 0)
                members = [.. start];
            clusters.Add(members);
            free = [.. free.Except(members)];
        }

        foreach (var (members, index) in clusters.Where(members => members.Count >= smallest).OrderByDescending(members => members.Count).Select((members, index) => (members, index)))
            foreach (var (y, x) in members)
                instances[y, x] = index + 1;
        return instances;

        (double Y, double X) Mean(IEnumerable<(int Y, int X)> pixels) =>
            (pixels.Average(pixel => votes[pixel.Y, pixel.X, 0]), pixels.Average(pixel => votes[pixel.Y, pixel.X, 1]));
    }
}
