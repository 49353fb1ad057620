using static TorchSharp.torch;

namespace Marginalia.Augmentations;

/// <summary>For every pixel of a <see cref="View"/>: the old point under its centre, and the old pixel that holds this point.</summary>
internal sealed class PixelGrid : IDisposable
{
    private readonly View view;
    private readonly Tensor nearest;
    private readonly Tensor isOutside;
    private readonly bool hasOutside;
    private readonly Tensor? points;
    private readonly (long Rows, long Columns) averaged = (1, 1);

    public PixelGrid(View view, long height, long width)
    {
        this.view = view;
        var (indices, outside) = (new long[view.Height * view.Width], new bool[view.Height * view.Width]);
        var normalized = view.IsExact ? null : new float[2 * indices.Length];
        averaged = (PerPixel(view.Map.YX, view.Map.YY), PerPixel(view.Map.XX, view.Map.XY));
        var (rows, columns) = (RoundUp(height, averaged.Rows), RoundUp(width, averaged.Columns));
        for (int row = 0, at = 0; row < view.Height; row++)
            for (int column = 0; column < view.Width; column++, at++)
            {
                var (x, y) = view.ToOld(column + 0.5, row + 0.5);
                outside[at] = !(x >= 0 && x < width && y >= 0 && y < height);
                hasOutside |= outside[at];
                indices[at] = outside[at] ? 0 : (long)y * width + (long)x;
                if (normalized is not null)
                    (normalized[2 * at], normalized[2 * at + 1]) = ((float)(2 * x / columns - 1), (float)(2 * y / rows - 1));
            }

        nearest = tensor(indices);
        isOutside = tensor(outside).reshape(view.Height, view.Width);
        points = normalized is null ? null : tensor(normalized).reshape(1, view.Height, view.Width, 2);
    }

    /// <summary>The value of the old pixel under each new one; <paramref name="nothing"/> outside.</summary>
    public Tensor Nearest(Tensor old, double nothing)
    {
        var made = old.flatten(-2).index_select(-1, nearest).reshape([.. old.shape[..^2], view.Height, view.Width]);
        return hasOutside ? made.masked_fill_(isOutside, nothing) : made;
    }

    /// <summary>Linear between the centres of four old pixels, or of the means of as many whole pixels as fit into a new one; 0 outside.</summary>
    public Tensor Interpolate(Tensor old)
    {
        if (points is null)
            return Nearest(old, 0);
        if (averaged != (1, 1))
            old = nn.functional.avg_pool2d(old, [averaged.Rows, averaged.Columns], ceil_mode: true, count_include_pad: false);
        var made = nn.functional.grid_sample(old.unsqueeze(0), points, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false).squeeze(0);
        return hasOutside ? made.masked_fill_(isOutside, 0) : made;
    }

    public void Dispose()
    {
        nearest.Dispose();
        isOutside.Dispose();
        points?.Dispose();
    }

    /// <summary>Whole old pixels per new one, in one direction.</summary>
    private static long PerPixel(double perColumn, double perRow) => Math.Max(1, (long)Math.Sqrt(perColumn * perColumn + perRow * perRow));

    private static long RoundUp(long size, long multiple) => (size + multiple - 1) / multiple * multiple;
}
