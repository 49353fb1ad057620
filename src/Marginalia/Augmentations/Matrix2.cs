namespace Marginalia.Augmentations;

/// <summary>A linear map of the plane: (x, y) becomes (XX x + XY y, YX x + YY y).</summary>
public readonly record struct Matrix2(double XX, double XY, double YX, double YY)
{
    /// <summary>The map that changes nothing.</summary>
    public static Matrix2 Identity { get; } = new(1, 0, 0, 1);

    /// <summary>The map that undoes this one.</summary>
    public Matrix2 Inverse
    {
        get
        {
            double determinant = XX * YY - XY * YX;
            return new(YY / determinant, -XY / determinant, -YX / determinant, XX / determinant);
        }
    }

    /// <summary>First <paramref name="b"/>, then <paramref name="a"/>.</summary>
    public static Matrix2 operator *(Matrix2 a, Matrix2 b) =>
        new(a.XX * b.XX + a.XY * b.YX, a.XX * b.XY + a.XY * b.YY, a.YX * b.XX + a.YY * b.YX, a.YX * b.XY + a.YY * b.YY);

    /// <summary>Where the map takes a vector.</summary>
    public (double X, double Y) Apply(double x, double y) => (XX * x + XY * y, YX * x + YY * y);
}
