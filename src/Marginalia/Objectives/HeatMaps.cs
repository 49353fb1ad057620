using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>
/// Keypoints as heat maps, one or several keypoints on a map: exp(-d^2 / 2 sigma^2) at the distance d of a pixel's centre from the nearest visible keypoint
/// (Tompson et al. 2014, arXiv 1406.2984).
/// </summary>
/// <remarks>
/// Keypoints are [N, M, J, 3] for M things, or [N, J, 3]: column and row in pixels (the centre of the first pixel is 0.5), and 2 if visible; those with 1
/// (hidden) or 0 (none) are not drawn. <c>maps</c> says on which map each of the J is drawn: 0 .. J - 1 for a map each, or see <see cref="Datasets.Rooms.CornerMaps"/>.
/// </remarks>
public static class HeatMaps
{
    private const double Visibility = 2, Reach = 4;

    /// <summary>The maps [N, maps, height, width] float32.</summary>
    /// <param name="keypoints">Keypoints [N, M, J, 3] or [N, J, 3].</param>
    /// <param name="maps">Number of the map of each of the J keypoints.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="sigma">Width of the peaks in pixels.</param>
    public static Tensor Draw(Tensor keypoints, IReadOnlyList<int> maps, int height, int width, double sigma = 1.5)
    {
        int count = maps.Max() + 1;
        var heat = new float[keypoints.shape[0] * count * height * width];
        foreach (var (plane, x, y) in Visible(keypoints, maps))
            for (int row = Math.Max(0, (int)(y - Reach * sigma)); row < Math.Min(height, y + Reach * sigma); row++)
                for (int column = Math.Max(0, (int)(x - Reach * sigma)); column < Math.Min(width, x + Reach * sigma); column++)
                {
                    ref float value = ref heat[(plane * height + row) * width + column];
                    double squared = Math.Pow(column + 0.5 - x, 2) + Math.Pow(row + 0.5 - y, 2);
                    value = Math.Max(value, (float)Math.Exp(-squared / (2 * sigma * sigma)));
                }

        return tensor(heat, keypoints.shape[0], count, height, width).to(keypoints.device);
    }

    /// <summary>The squared error of predicted maps, averaged over all pixels.</summary>
    /// <param name="prediction">Maps [N, maps, H, W].</param>
    /// <param name="keypoints">Keypoints [N, M, J, 3] or [N, J, 3].</param>
    /// <param name="maps">Number of the map of each of the J keypoints.</param>
    /// <param name="sigma">Width of the peaks in pixels.</param>
    public static Tensor Loss(Tensor prediction, Tensor keypoints, IReadOnlyList<int> maps, double sigma = 1.5)
    {
        var truth = Draw(keypoints, maps, (int)prediction.shape[2], (int)prediction.shape[3], sigma);
        return nn.functional.mse_loss(prediction, truth.to(prediction.dtype));
    }

    /// <summary>The visible keypoints, each with the number of its map among all maps of the batch.</summary>
    internal static IEnumerable<(int Plane, double X, double Y)> Visible(Tensor keypoints, IReadOnlyList<int> maps)
    {
        if (keypoints.dim() is not (3 or 4) || keypoints.shape[^2] != maps.Count || keypoints.shape[^1] != 3)
            throw new ArgumentException($"HeatMaps: keypoints [{string.Join(", ", keypoints.shape)}] are given, and maps for {maps.Count} of them; expected [N, M, {maps.Count}, 3].");
        double[] values = keypoints.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        int ofImage = Math.Max(1, values.Length / (int)keypoints.shape[0]), count = maps.Max() + 1;
        for (int i = 0; i < values.Length; i += 3)
            if (values[i + 2] >= Visibility)
                yield return (i / ofImage * count + maps[i / 3 % maps.Count], values[i], values[i + 1]);
    }
}
