namespace Marginalia.Datasets;

/// <summary>Writes what is true of the objects of a scene; the last object lies on top.</summary>
internal static class SceneTargets
{
    public static void Write(
        IReadOnlyList<SceneObject> objects, int size, Span<long> segmentation, Span<long> instance, Span<float> boxes, Span<long> labels, Span<float> keypoints)
    {
        labels.Fill(-1);
        for (int k = 0; k < objects.Count; k++)
            foreach (var (column, row) in objects[k].Mask.Pixels)
                (segmentation[row * size + column], instance[row * size + column]) = (1 + objects[k].Label, 1 + k);

        for (int k = 0; k < objects.Count; k++)
            if (WriteBox(instance, size, k + 1, boxes.Slice(4 * k, 4)))
            {
                labels[k] = objects[k].Label;
                int length = keypoints.Length / labels.Length;
                WriteKeypoints(objects, k, keypoints.Slice(length * k, length));
            }
    }

    /// <summary>Writes the bounds of an instance's pixels; false if there are none.</summary>
    public static bool WriteBox(ReadOnlySpan<long> instance, int size, long id, Span<float> box)
    {
        int left = size, top = size, right = 0, bottom = 0;
        for (int p = 0; p < instance.Length; p++)
            if (instance[p] == id)
                (left, top, right, bottom) = (Math.Min(left, p % size), Math.Min(top, p / size), Math.Max(right, p % size + 1), p / size + 1);
        if (bottom == 0)
            return false;
        (box[0], box[1], box[2], box[3]) = (left, top, right, bottom);
        return true;
    }

    private static void WriteKeypoints(IReadOnlyList<SceneObject> objects, int k, Span<float> keypoints)
    {
        var pose = objects[k].Pose;
        (double X, double Y)[] places = [(pose.X, pose.Y), .. objects[k].Mask.Extremes().Select(pixel => (pixel.Column + 0.5, pixel.Row + 0.5))];
        for (int i = 0; i < places.Length; i++)
        {
            bool isHidden = objects.Skip(k + 1).Any(above => above.Mask.Holds((int)places[i].X, (int)places[i].Y));
            (keypoints[3 * i], keypoints[3 * i + 1], keypoints[3 * i + 2]) = ((float)places[i].X, (float)places[i].Y, isHidden ? 1 : 2);
        }
    }
}
