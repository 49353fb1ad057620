namespace Marginalia.Datasets.RoomScenes;

/// <summary>The tensors about instances as they are seen: centroids, boxes, saliency.</summary>
internal static class RoomObjects
{
    /// <summary>From every pixel to the centroid of its instance's visible pixels.</summary>
    public static void WriteCentroids(RoomFrame frame, Span<float> to)
    {
        var seen = Seen(frame);
        int width = frame.Design.Width, pixels = frame.Design.Height * width;
        for (int p = 0; p < pixels; p++)
        {
            int x = p % width, y = p / width, instance = frame.Surfaces[frame.Surface[y * frame.Stride + x]].Instance;
            var (count, sumX, sumY) = (seen[instance].Count, seen[instance].SumX, seen[instance].SumY);
            to[p] = instance == 0 ? 0 : (float)((double)sumX / count - x);
            to[pixels + p] = instance == 0 ? 0 : (float)((double)sumY / count - y);
        }
    }

    /// <summary>Row k: the tight box around the visible pixels of instance k + 1; zeros where none is visible.</summary>
    public static void WriteBoxes(RoomFrame frame, Span<float> to)
    {
        to.Clear();
        var seen = Seen(frame);
        for (int k = 1; k < seen.Length; k++)
            if (seen[k] is { Count: > 0 } box)
                (to[4 * k - 4], to[4 * k - 3], to[4 * k - 2], to[4 * k - 1]) = (box.Left, box.Top, box.Right, box.Bottom);
    }

    /// <summary>Row k: the class of instance k + 1; -1 where no pixel of it is visible.</summary>
    public static void WriteBoxLabels(RoomFrame frame, Span<long> to)
    {
        to.Fill(-1);
        var seen = Seen(frame);
        for (int k = 1; k < seen.Length; k++)
            if (seen[k].Count > 0)
                to[k - 1] = (long)frame.Scene.Objects[k - 1].Class;
    }

    /// <summary>
    /// 1 on the most prominent of the things that stand in the room, and on every other that is at least half as prominent. A pixel counts
    /// 1 - r^2, where r is 0 in the middle of the picture and 1 in its corners; what hangs on walls or lies on the floor does not count.
    /// </summary>
    public static void WriteSaliency(RoomFrame frame, Span<float> to)
    {
        int width = frame.Design.Width, height = frame.Design.Height;
        var prominence = new double[frame.Scene.Objects.Count + 1];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                var surface = frame.Surfaces[frame.Surface[y * frame.Stride + x]];
                double u = (2 * x + 1.0 - width) / width, v = (2 * y + 1.0 - height) / height;
                if (surface.Class is RoomClass.Box or RoomClass.Sphere or RoomClass.Cabinet or RoomClass.Table or RoomClass.Chair or RoomClass.Sofa
                    or RoomClass.Bed or RoomClass.Lamp)
                    prominence[surface.Instance] += 1 - (u * u + v * v) / 2;
            }

        double least = prominence.Max() / 2;
        for (int p = 0; p < width * height; p++)
        {
            int instance = frame.Surfaces[frame.Surface[p / width * frame.Stride + p % width]].Instance;
            to[p] = least > 0 && prominence[instance] >= least ? 1 : 0;
        }
    }

    /// <summary>Count, sums of columns and rows, and box of the visible pixels of every instance; entry 0 is the room.</summary>
    private static Visible[] Seen(RoomFrame frame)
    {
        var seen = new Visible[frame.Scene.Objects.Count + 1];
        for (int y = 0; y < frame.Design.Height; y++)
            for (int x = 0; x < frame.Design.Width; x++)
                seen[frame.Surfaces[frame.Surface[y * frame.Stride + x]].Instance].Add(x, y);
        return seen;
    }

    private struct Visible
    {
        public long Count, SumX, SumY;
        public int Left, Top, Right, Bottom;

        public void Add(int x, int y)
        {
            (Left, Top) = Count == 0 ? (x, y) : (Math.Min(Left, x), Math.Min(Top, y));
            (Right, Bottom) = (Math.Max(Right, x + 1), Math.Max(Bottom, y + 1));
            (Count, SumX, SumY) = (Count + 1, SumX + x, SumY + y);
        }
    }
}
