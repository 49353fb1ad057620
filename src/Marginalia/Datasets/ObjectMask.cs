namespace Marginalia.Datasets;

/// <summary>Which part of each pixel an object of a scene covers; a pixel belongs to the object if that is half of it or more.</summary>
internal sealed class ObjectMask
{
    private readonly int size;
    private readonly double[] shares;
    private readonly List<(int Column, int Row)> touched = [];

    public ObjectMask(Shape shape, Pose pose, int size)
        : this((u, v) => shape.Margin(u, v) > 0, pose, shape.Reach(), size)
    {
    }

    /// <summary>An object of any outline, of which no point is further from the pose's centre than <paramref name="furthest"/>.</summary>
    public ObjectMask(Func<double, double, bool> outline, Pose pose, double furthest, int size)
    {
        (this.size, shares) = (size, new double[size * size]);
        double reach = pose.Radius * furthest + 1;
        for (int row = Math.Max(0, (int)(pose.Y - reach)); row < Math.Min(size, pose.Y + reach); row++)
            for (int column = Math.Max(0, (int)(pose.X - reach)); column < Math.Min(size, pose.X + reach); column++)
                if (pose.Coverage(outline, column, row) is > 0 and var share)
                {
                    shares[row * size + column] = share;
                    touched.Add((column, row));
                }
    }

    /// <summary>The pixels of which the object covers anything, row by row.</summary>
    public IReadOnlyList<(int Column, int Row)> Touched => touched;

    /// <summary>The pixels of the object, row by row.</summary>
    public IEnumerable<(int Column, int Row)> Pixels => touched.Where(pixel => Holds(pixel.Column, pixel.Row));

    public double Share(int column, int row) => shares[row * size + column];

    public bool Holds(int column, int row) => Share(column, row) >= 0.5;

    /// <summary>The first pixel to the left, at the top, to the right, at the bottom; of several in a line the middle one. Empty without pixels.</summary>
    public (int Column, int Row)[] Extremes()
    {
        (int Column, int Row)[] pixels = [.. Pixels];
        if (pixels.Length == 0)
            return [];
        (int Column, int Row) Middle(IEnumerable<(int, int)> line) => line.ElementAt((line.Count() - 1) / 2);
        int left = pixels.Min(pixel => pixel.Column), right = pixels.Max(pixel => pixel.Column);
        return
        [
            Middle(pixels.Where(pixel => pixel.Column == left)), Middle(pixels.Where(pixel => pixel.Row == pixels[0].Row)),
            Middle(pixels.Where(pixel => pixel.Column == right)), Middle(pixels.Where(pixel => pixel.Row == pixels[^1].Row)),
        ];
    }
}
