namespace Marginalia.Datasets;

/// <summary>A box, turned about the vertical.</summary>
internal sealed record RoomBox(Vector Centre, Vector HalfExtent, double Sine, double Cosine, Vector Colour) : RoomSolid(RoomClass.Box, Colour)
{
    public override (double Distance, Vector Normal) Hit(Vector origin, Vector ray)
    {
        var (o, d) = (ToBox(origin - Centre), ToBox(ray));
        var (x, y, z) = (Slab(o.X, d.X, HalfExtent.X), Slab(o.Y, d.Y, HalfExtent.Y), Slab(o.Z, d.Z, HalfExtent.Z));
        double enter = Math.Max(x.Enter, Math.Max(y.Enter, z.Enter)), leave = Math.Min(x.Leave, Math.Min(y.Leave, z.Leave));
        if (!(enter < leave && enter > 0))
            return (double.PositiveInfinity, default);
        Vector face = enter == x.Enter ? new(-Math.Sign(d.X), 0, 0) : enter == y.Enter ? new(0, -Math.Sign(d.Y), 0) : new(0, 0, -Math.Sign(d.Z));
        return (enter, new(Cosine * face.X - Sine * face.Z, face.Y, Sine * face.X + Cosine * face.Z));
    }

    /// <summary>When the ray is between the two planes at +-half.</summary>
    private static (double Enter, double Leave) Slab(double origin, double ray, double half)
    {
        double one = (-half - origin) / ray, other = (half - origin) / ray;
        return (Math.Min(one, other), Math.Max(one, other));
    }

    private Vector ToBox(Vector v) => new(Cosine * v.X + Sine * v.Z, v.Y, Cosine * v.Z - Sine * v.X);
}
