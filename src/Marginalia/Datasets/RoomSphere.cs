namespace Marginalia.Datasets;

/// <summary>A sphere.</summary>
internal sealed record RoomSphere(Vector Centre, double Radius, Vector Colour) : RoomSolid(RoomClass.Sphere, Colour)
{
    public override (double Distance, Vector Normal) Hit(Vector origin, Vector ray)
    {
        // |origin + t ray - centre|^2 = radius^2, the smaller root; the ray is not of length 1.
        var offset = origin - Centre;
        double a = ray.Dot(ray), b = offset.Dot(ray), c = offset.Dot(offset) - Radius * Radius, discriminant = b * b - a * c;
        if (discriminant <= 0 || b >= 0)
            return (double.PositiveInfinity, default);
        double distance = (-b - Math.Sqrt(discriminant)) / a;
        return (distance, 1 / Radius * (offset + distance * ray));
    }
}
