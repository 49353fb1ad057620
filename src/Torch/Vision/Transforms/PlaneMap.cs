using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>An affine map from places of the result to places of the image, in pixels from the middle: x' = A x + B y + C, y' = D x + E y + F.</summary>
readonly record struct PlaneMap(double A, double B, double C, double D, double E, double F)
{
    /// <summary>The inverse of: shear and turn around <paramref name="center"/>, scale, then move.</summary>
    internal static PlaneMap Inverse((double X, double Y) center, double angle, (double X, double Y) translate, double scale, (double X, double Y) shear)
    {
        var (turn, shearX, shearY) = (double.DegreesToRadians(angle), double.DegreesToRadians(shear.X), double.DegreesToRadians(shear.Y));
        var a = Math.Cos(turn - shearY) / Math.Cos(shearY);
        var b = -Math.Cos(turn - shearY) * Math.Tan(shearX) / Math.Cos(shearY) - Math.Sin(turn);
        var c = Math.Sin(turn - shearY) / Math.Cos(shearY);
        var d = -Math.Sin(turn - shearY) * Math.Tan(shearX) / Math.Cos(shearY) + Math.Cos(turn);
        // The determinant of [a b; c d] is 1.
        var (p, q, r, s) = (d / scale, -b / scale, -c / scale, a / scale);
        var (x, y) = (-center.X - translate.X, -center.Y - translate.Y);
        return new(p, q, p * x + q * y + center.X, r, s, r * x + s * y + center.Y);
    }

    /// <summary>The size of the rectangle around the mapped image.</summary>
    internal (long Height, long Width) SizeOfImage(long height, long width)
    {
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in new[] { (0.0, 0.0), (0, height), (width, height), (width, 0) })
        {
            var (dx, dy) = (x - width * 0.5, y - height * 0.5);
            var (toX, toY) = (A * dx + B * dy + C + width * 0.5, D * dx + E * dy + F + height * 0.5);
            (left, right, top, bottom) = (Math.Min(left, toX), Math.Max(right, toX), Math.Min(top, toY), Math.Max(bottom, toY));
        }
        return (Length(top, bottom), Length(left, right));

        static long Length(double from, double to) => (long)(Math.Ceiling(Cut(to)) - Math.Floor(Cut(from)));
        // Whole numbers stay whole in spite of rounding.
        static double Cut(double value) => Math.Truncate(value / 1e-4) * 1e-4;
    }

    /// <summary>The places for grid_sample.</summary>
    internal Tensor Grid(long height, long width, long outHeight, long outWidth, ScalarType dtype, Device device)
    {
        var (halfW, halfH) = (0.5 * width, 0.5 * height);
        var x = arange(outWidth, dtype: dtype, device: device).add_(0.5 - outWidth * 0.5).view(1, outWidth);
        var y = arange(outHeight, dtype: dtype, device: device).add_(0.5 - outHeight * 0.5).view(outHeight, 1);
        return stack([x * (A / halfW) + y * (B / halfW) + C / halfW, x * (D / halfH) + y * (E / halfH) + F / halfH], -1).unsqueeze(0);
    }
}
