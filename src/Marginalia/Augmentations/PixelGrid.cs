using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Augmentations;

/// <summary>For every pixel of a <see cref="View"/>: the old point under its centre, and the old pixel that holds this point.</summary>
internal sealed class PixelGrid : IDisposable
{
    private readonly View view;
    private readonly (long Height, long Width) old;
    private readonly Lazy<(Tensor Indices, Tensor? IsOutside)> nearest;

    public PixelGrid(View view, long height, long width)
    {
        (this.view, old) = (view, (height, width));
        nearest = new(MakeNearest);
    }

    /// <summary>The value of the old pixel under each new one; <paramref name="nothing"/> outside.</summary>
    public Tensor Nearest(Tensor values, double nothing)
    {
        var (indices, isOutside) = nearest.Value;
        var made = values.flatten(-2).index_select(-1, indices).reshape([.. values.shape[..^2], view.Height, view.Width]);
        return isOutside is null ? made : made.masked_fill_(isOutside, nothing);
    }

    /// <summary>Linear between the centres of four old pixels, or of the means of as many whole pixels as fit into a new one; 0 outside.</summary>
    public Tensor Interpolate(Tensor values)
    {
        if ((view.Map.XY, view.Map.YX) == (0, 0) && values.dtype == ScalarType.Float32)
            return ByRowsAndColumns(values);
        if (view.IsExact)
            return Nearest(values, 0);
        var (rows, columns) = (PerPixel(view.Map.YX, view.Map.YY), PerPixel(view.Map.XX, view.Map.XY));
        if ((rows, columns) != (1, 1))
            values = nn.functional.avg_pool2d(values, [rows, columns], ceil_mode: true, count_include_pad: false);
        using var points = MakePoints(RoundUp(old.Height, rows), RoundUp(old.Width, columns));
        var made = nn.functional.grid_sample(values.unsqueeze(0), points, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false).squeeze(0);
        return nearest.Value.IsOutside is { } isOutside ? made.masked_fill_(isOutside, 0) : made;
    }

    public void Dispose()
    {
        if (!nearest.IsValueCreated)
            return;
        nearest.Value.Indices.Dispose();
        nearest.Value.IsOutside?.Dispose();
    }

    /// <summary>The same for a view that keeps rows and columns: first the rows are mixed, then the columns.</summary>
    private Tensor ByRowsAndColumns(Tensor values)
    {
        var rows = new AxisWeights(view.Height, view.Map.YY, view.Y0, old.Height);
        var columns = new AxisWeights(view.Width, view.Map.XX, view.X0, old.Width);
        using var dense = values.contiguous();
        var made = empty([.. values.shape[..^2], view.Height, view.Width]);
        var source = MemoryMarshal.Cast<byte, float>(dense.bytes);
        var target = MemoryMarshal.Cast<byte, float>(made.bytes);
        var (height, width, plane, needed) = ((int)view.Height, (int)view.Width, (int)(old.Height * old.Width), columns.Needed);
        var mixed = new float[old.Width];
        for (int row = 0, at = 0; at < target.Length; row++, at += width)
        {
            rows.MixRows(source.Slice(row / height * plane, plane), (int)old.Width, row % height, needed, mixed);
            columns.MixColumns(mixed, target.Slice(at, width));
        }

        return made;
    }

    private (Tensor, Tensor?) MakeNearest()
    {
        var (indices, outside) = (new long[view.Height * view.Width], new bool[view.Height * view.Width]);
        for (int row = 0, at = 0; row < view.Height; row++)
            for (int column = 0; column < view.Width; column++, at++)
            {
                var (x, y) = view.ToOld(column + 0.5, row + 0.5);
                outside[at] = !(x >= 0 && x < old.Width && y >= 0 && y < old.Height);
                indices[at] = outside[at] ? 0 : (long)y * old.Width + (long)x;
            }

        return (tensor(indices), outside.Contains(true) ? tensor(outside).reshape(view.Height, view.Width) : null);
    }

    /// <summary>The old points, as grid_sample takes them of a picture of that size.</summary>
    private Tensor MakePoints(long rows, long columns)
    {
        var points = new float[2 * view.Height * view.Width];
        for (int row = 0, at = 0; row < view.Height; row++)
            for (int column = 0; column < view.Width; column++, at += 2)
            {
                var (x, y) = view.ToOld(column + 0.5, row + 0.5);
                (points[at], points[at + 1]) = ((float)(2 * x / columns - 1), (float)(2 * y / rows - 1));
            }

        return tensor(points).reshape(1, view.Height, view.Width, 2);
    }

    /// <summary>Whole old pixels per new one, in one direction.</summary>
    private static long PerPixel(double perColumn, double perRow) => Math.Max(1, (long)Math.Sqrt(perColumn * perColumn + perRow * perRow));

    private static long RoundUp(long size, long multiple) => (size + multiple - 1) / multiple * multiple;
}
