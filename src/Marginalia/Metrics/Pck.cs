using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// Percentage of correct keypoints (Yang, Ramanan 2013), as a part of 1: of a map with n visible keypoints, the n highest peaks are matched with them one to
/// one within a tolerance; keypoints that have a peak / keypoints. With one keypoint per map that is the usual measure. Higher is better.
/// </summary>
/// <remarks>Predictions are heat maps [N, maps, H, W], targets keypoints [N, M, J, 3] or [N, J, 3] as <see cref="HeatMaps"/> has them.</remarks>
/// <param name="maps">Number of the map that each of the J keypoints is drawn on.</param>
/// <param name="tolerance">Largest distance, as a part of the longer side of the image.</param>
public sealed class Pck(IReadOnlyList<int> maps, double tolerance = 0.05) : Metric(sums: 2)
{
    /// <summary>Keypoints that are found / visible keypoints, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">No keypoint was visible.</exception>
    public double Value => Mean(Sums[0], Sums[1]);

    /// <inheritdoc/>
    protected override string Configuration => $"maps {string.Join(" ", maps)}, tolerance {tolerance}";

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        int count = maps.Max() + 1;
        if (prediction.dim() != 4 || prediction.shape[1] != count || target.dim() is not (3 or 4) || target.shape[0] != prediction.shape[0] || target.shape[^2] != maps.Count || target.shape[^1] != 3)
            throw WrongShapes(prediction, target, $"[N, {count}, H, W] and [N, M, {maps.Count}, 3]");
        var (height, width) = ((int)prediction.shape[2], (int)prediction.shape[3]);
        double[] heat = ToDoubles(prediction);
        double reach = tolerance * Math.Max(height, width);
        foreach (var visible in HeatMaps.Visible(target, maps).GroupBy(point => point.Plane))
        {
            var places = visible.ToArray();
            var matching = new PointMatching(places.Length);
            foreach (int pixel in Peaks(heat.AsSpan(visible.Key * height * width, height * width), height, width).Take(places.Length))
            {
                double Distance(int place) => Math.Sqrt(Math.Pow(places[place].X - pixel % width - 0.5, 2) + Math.Pow(places[place].Y - pixel / width - 0.5, 2));
                matching.Add([.. Enumerable.Range(0, places.Length).Where(place => Distance(place) <= reach).OrderBy(Distance)]);
            }

            Sums[0] += matching.Count;
            Sums[1] += places.Length;
        }
    }

    /// <summary>Pixels that no neighbour of the eight exceeds, the highest first; of equal neighbours, the first.</summary>
    private static IEnumerable<int> Peaks(ReadOnlySpan<double> map, int height, int width)
    {
        var peaks = new List<(double Height, int Pixel)>();
        for (int pixel = 0; pixel < map.Length; pixel++)
        {
            bool isPeak = true;
            for (int row = Math.Max(0, pixel / width - 1); row <= Math.Min(height - 1, pixel / width + 1); row++)
                for (int column = Math.Max(0, pixel % width - 1); column <= Math.Min(width - 1, pixel % width + 1); column++)
                    isPeak &= (map[pixel], row * width + column).CompareTo((map[row * width + column], pixel)) >= 0;
            if (isPeak)
                peaks.Add((map[pixel], pixel));
        }

        return peaks.OrderByDescending(peak => peak.Height).ThenBy(peak => peak.Pixel).Select(peak => peak.Pixel);
    }
}
