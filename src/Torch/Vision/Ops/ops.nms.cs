using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class ops
    {
        /// <summary>
        /// Keeps the best of overlapping boxes: from the highest score down, a box is dropped if its IoU with one that was kept is above the threshold.
        /// Returns the places of the boxes kept, best first; equal scores stay in order.
        /// </summary>
        public static Tensor nms(Tensor boxes, Tensor scores, double iou_threshold = 0.5)
        {
            CheckBoxes(boxes, nameof(boxes));
            if (scores.ndim != 1 || scores.shape[0] != boxes.shape[0]) throw new ArgumentException($"nms needs one score for each of the {boxes.shape[0]} boxes, but scores has the shape [{string.Join(", ", scores.shape)}].");
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var heights = scores.to(ScalarType.Float64).cpu().data<double>().ToArray();
            long[] order = [.. Enumerable.Range(0, heights.Length).OrderByDescending(i => heights[i]).Select(i => (long)i)];
            var sides = boxes.to(ScalarType.Float64).cpu().data<double>().ToArray();
            var kept = new List<long>();
            var dropped = new bool[order.Length];
            for (var i = 0; i < order.Length; i++)
            {
                if (dropped[i]) continue;
                kept.Add(order[i]);
                var best = Box(sides, order[i]);
                for (var j = i + 1; j < order.Length; j++) dropped[j] |= Overlap(best, Box(sides, order[j])) > iou_threshold;
            }
            return tensor(kept.ToArray(), device: boxes.device).MoveToOuterDisposeScope();
        }

        static ReadOnlySpan<double> Box(double[] sides, long index) => sides.AsSpan((int)index * 4, 4);

        static double Overlap(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            var shared = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0])) * Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
            return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared);
        }
    }
}
