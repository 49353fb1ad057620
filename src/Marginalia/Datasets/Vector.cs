namespace Marginalia.Datasets;

/// <summary>Three numbers in float64: a point, a direction or a colour. IEEE operations in a fixed order, so the same bits on every machine.</summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator *(double factor, Vector a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    public double Dot(Vector other) => X * other.X + Y * other.Y + Z * other.Z;

    /// <summary>Product of the coordinates, for colours.</summary>
    public Vector Times(Vector other) => new(X * other.X, Y * other.Y, Z * other.Z);

    /// <summary>Seen in a mirror at x = 0.</summary>
    public Vector Mirrored() => this with { X = -X };
}
