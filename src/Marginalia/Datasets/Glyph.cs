namespace Marginalia.Datasets;

/// <summary>A glyph in a random pose, drawn into a square grey image.</summary>
/// <param name="Index">Which glyph of <see cref="Font"/>.</param>
/// <param name="Bold">Whether strokes are a pixel wider on each side.</param>
/// <param name="Angle">Rotation in radians, clockwise in the image.</param>
/// <param name="Shear">Pixels to the right per pixel downwards.</param>
/// <param name="Scale">1 is a height of 20 pixels.</param>
/// <param name="CentreX">Column of the centre, in pixels.</param>
/// <param name="CentreY">Row of the centre, in pixels.</param>
internal sealed record Glyph(int Index, bool Bold, double Angle, double Shear, double Scale, double CentreX, double CentreY)
{
    private const double CellSize = 20.0 / Font.Rows;

    /// <summary>The darker of what is there and this glyph's ink (0 .. 1), at every pixel of an image [size, size].</summary>
    public void DrawInto(double[] image, int size, ElasticWarp? warp = null)
    {
        var ink = new double[(size + 2) * (size + 2)]; // one pixel of margin on each side
        var (sine, cosine) = PortableMath.SinCos(Angle);
        for (int y = -1; y <= size; y++)
            for (int x = -1; x <= size; x++)
            {
                // From the image to the bitmap: undo warp, shift, rotation, shear, scale.
                var (px, py) = warp?.At(x + 0.5, y + 0.5) ?? (x + 0.5, y + 0.5);
                double dx = px - CentreX, dy = py - CentreY;
                double v = cosine * dy - sine * dx, u = cosine * dx + sine * dy - Shear * v;
                ink[(y + 1) * (size + 2) + x + 1] = Interpolate(v / (Scale * CellSize) + Font.Rows / 2.0, u / (Scale * CellSize) + Font.Columns / 2.0);
            }

        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
            {
                int at = (y + 1) * (size + 2) + x + 1;
                double value = Bold
                    ? Math.Max(ink[at], Math.Max(Math.Max(ink[at - 1], ink[at + 1]), Math.Max(ink[at - size - 2], ink[at + size + 2])))
                    : ink[at];
                image[y * size + x] = Math.Max(image[y * size + x], value);
            }
    }

    /// <summary>Bilinear between the centres of the bitmap's cells; (0, 0) is the upper left corner of its first cell.</summary>
    private double Interpolate(double row, double column)
    {
        double top = Math.Floor(row - 0.5), left = Math.Floor(column - 0.5);
        double down = row - 0.5 - top, right = column - 0.5 - left;
        double Line(int y) => (1 - right) * Font.Ink(Index, y, (int)left) + right * Font.Ink(Index, y, (int)left + 1);
        return (1 - down) * Line((int)top) + down * Line((int)top + 1);
    }
}
