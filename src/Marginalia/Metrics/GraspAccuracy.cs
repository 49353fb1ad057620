using static TorchSharp.torch;

namespace Marginalia.Metrics;

/// <summary>
/// The part of grasps that hold by the rule of Cornell's data: some true rectangle has an angle less than 30 degrees away and an intersection over
/// union of more than 1/4 (Lenz, Lee, Saxena 2015, arXiv 1301.3592); higher is better.
/// </summary>
/// <remarks>
/// A prediction [N, 5] has x, y, angle, opening and breadth of the plates, as <see cref="RotatedBox"/>; a target [N, M, 4, 3] has the corners of
/// rectangles, x, y and 0 where there is none. Examples without a rectangle are left out.
/// </remarks>
public sealed class GraspAccuracy() : Metric(sums: 2)
{
    private const double LargestAngle = Math.PI / 6, LeastOverlap = 0.25;

    /// <summary>Grasps that hold / grasps, 0 to 1.</summary>
    /// <exception cref="InvalidOperationException">No example with a true rectangle was added.</exception>
    public double Value => Mean(Sums[0], Sums[1]);

    /// <summary>Whether a grasp holds as a true one does.</summary>
    public static bool Holds(RotatedBox grasp, RotatedBox truth) =>
        grasp.AngleTo(truth) < LargestAngle && grasp.IntersectionOverUnion(truth) > LeastOverlap;

    /// <inheritdoc/>
    protected override void Accumulate(Tensor prediction, Tensor target)
    {
        if (prediction.dim() != 2 || prediction.shape[1] != 5 || target.dim() != 4 || target.shape[2] != 4 || target.shape[3] != 3 || target.shape[0] != prediction.shape[0])
            throw WrongShapes(prediction, target, "[N, 5] and [N, M, 4, 3]");
        double[] given = ToDoubles(prediction);
        double[] corners = ToDoubles(target);
        int most = (int)target.shape[1];
        for (int i = 0; i < target.shape[0]; i++)
        {
            var grasp = new RotatedBox(given[5 * i], given[5 * i + 1], given[5 * i + 2], given[5 * i + 3], given[5 * i + 4]);
            RotatedBox[] truths =
            [
                .. Enumerable.Range(i * most, most).Select(row => corners.AsSpan(12 * row, 12).ToArray()).Where(row => row[2] > 0)
                    .Select(row => RotatedBox.FromCorners([.. row.Chunk(3).Select(point => (point[0], point[1]))])),
            ];
            if (truths.Length == 0)
                continue;
            Sums[1]++;
            Sums[0] += truths.Any(truth => Holds(grasp, truth)) ? 1 : 0;
        }
    }
}
