using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;
using Ints = System.Runtime.Intrinsics.Vector256<int>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// A solid, seen from a point: what of the intersection with rays does not depend on the ray. Faces are numbered 2 axis + side: 0 and 1 at -x
/// and +x, 2 and 3 at -y and +y, 4 and 5 at -z and +z; <see cref="RoundFace"/> is what is curved.
/// </summary>
internal readonly struct SolidView(RoomSolid solid, Vector origin)
{
    public const int RoundFace = 6;

    /// <summary>Of the squared radius: rays that pass within the outermost 0.05 % of a curved solid miss it, so that it never turns away from them.</summary>
    private const float Rim = 1e-3f;

    /// <summary>Nothing is nearer to the origin than this share of a ray.</summary>
    private const float Nearest = 1e-3f;

    private readonly RoomShape shape = solid.Shape;
    private readonly float originX = (float)solid.Axes.In(origin - solid.Centre).X, originY = (float)solid.Axes.In(origin - solid.Centre).Y;
    private readonly float originZ = (float)solid.Axes.In(origin - solid.Centre).Z;
    private readonly float xx = (float)solid.Axes.X.X, xy = (float)solid.Axes.X.Y, xz = (float)solid.Axes.X.Z;
    private readonly float yx = (float)solid.Axes.Y.X, yy = (float)solid.Axes.Y.Y, yz = (float)solid.Axes.Y.Z;
    private readonly float zx = (float)solid.Axes.Z.X, zy = (float)solid.Axes.Z.Y, zz = (float)solid.Axes.Z.Z;
    private readonly float halfX = (float)solid.Half.X, halfY = (float)solid.Half.Y, halfZ = (float)solid.Half.Z;

    /// <summary>Where rays enter it, in lengths of the ray; infinity where they miss it or start inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Floats Distance(in Packet ray)
    {
        var direction = In(ray);
        switch (shape)
        {
            case RoomShape.Box:
                var (nearX, farX) = Slab(originX, direction.X, halfX);
                var (nearY, farY) = Slab(originY, direction.Y, halfY);
                var (nearZ, farZ) = Slab(originZ, direction.Z, halfZ);
                return Entered(Lanes.Max(nearX, Lanes.Max(nearY, nearZ)), Lanes.Min(farX, Lanes.Min(farY, farZ)));
            case RoomShape.Cylinder:
                var (near, far) = Slab(originY, direction.Y, halfY);
                var (enter, leave) = Round(new(direction.X, Floats.Zero, direction.Z), new(Vector256.Create(originX), Floats.Zero, Vector256.Create(originZ)));
                return Entered(Lanes.Max(near, enter), Lanes.Min(far, leave));
            default:
                var (front, back) = Round(direction, new(Vector256.Create(originX), Vector256.Create(originY), Vector256.Create(originZ)));
                return Entered(front, back);
        }
    }

    /// <summary>Which face they enter at a distance that <see cref="Distance"/> gave for the same rays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Ints Face(in Packet ray, Floats distance)
    {
        if (shape == RoomShape.Sphere)
            return Vector256.Create(RoundFace);
        var direction = In(ray);
        var sideY = Vector256.ConditionalSelect(Vector256.LessThan(direction.Y, Floats.Zero).AsInt32(), Vector256.Create(3), Vector256.Create(2));
        var isY = Vector256.Equals(Slab(originY, direction.Y, halfY).Near, distance).AsInt32();
        if (shape == RoomShape.Cylinder)
            return Vector256.ConditionalSelect(isY, sideY, Vector256.Create(RoundFace));
        var sideX = Vector256.ConditionalSelect(Vector256.LessThan(direction.X, Floats.Zero).AsInt32(), Ints.One, Ints.Zero);
        var sideZ = Vector256.ConditionalSelect(Vector256.LessThan(direction.Z, Floats.Zero).AsInt32(), Vector256.Create(5), Vector256.Create(4));
        var isX = Vector256.Equals(Slab(originX, direction.X, halfX).Near, distance).AsInt32();
        return Vector256.ConditionalSelect(isX, sideX, Vector256.ConditionalSelect(isY, sideY, sideZ));
    }

    /// <summary>The same points in coordinates along its axes, from its centre.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Packet Locate(in Packet ray, Floats distance) =>
        new Packet(Vector256.Create(originX), Vector256.Create(originY), Vector256.Create(originZ)) + distance * In(ray);

    /// <summary>The unit normals of the curved face at points that <see cref="Locate"/> gave, in the frame around.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Packet RoundNormal(in Packet local)
    {
        var normal = new Packet(local.X, shape == RoomShape.Cylinder ? Floats.Zero : local.Y, local.Z);
        return new Packet(
            Vector256.Create(xx) * normal.X + Vector256.Create(yx) * normal.Y + Vector256.Create(zx) * normal.Z,
            Vector256.Create(xy) * normal.X + Vector256.Create(yy) * normal.Y + Vector256.Create(zy) * normal.Z,
            Vector256.Create(xz) * normal.X + Vector256.Create(yz) * normal.Y + Vector256.Create(zz) * normal.Z).Normalized();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Packet In(in Packet v) => new(
        Vector256.Create(xx) * v.X + Vector256.Create(xy) * v.Y + Vector256.Create(xz) * v.Z,
        Vector256.Create(yx) * v.X + Vector256.Create(yy) * v.Y + Vector256.Create(yz) * v.Z,
        Vector256.Create(zx) * v.X + Vector256.Create(zy) * v.Y + Vector256.Create(zz) * v.Z);

    /// <summary>When the rays are between the two planes at +-half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Floats Near, Floats Far) Slab(float origin, Floats direction, float half)
    {
        var safe = Lanes.NonZero(direction);
        var backward = Vector256.LessThan(safe, Floats.Zero);
        Floats low = Vector256.Create(-half - origin), high = Vector256.Create(half - origin), inverse = Floats.One / safe;
        return (Lanes.Select(backward, high, low) * inverse, Lanes.Select(backward, low, high) * inverse);
    }

    /// <summary>When the rays are within the radius; never is (infinity, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Floats Near, Floats Far) Round(in Packet direction, in Packet origin)
    {
        // At the point of closest approach the ray is at right angles to the way to the centre: no cancellation, unlike in b^2 - a c.
        var square = Lanes.Max(direction.Dot(direction), Vector256.Create(1e-12f));
        var closest = Floats.Zero - origin.Dot(direction) / square;
        var offset = origin + closest * direction;
        var squareRadius = Vector256.Create(halfX * halfX);
        var inside = squareRadius - offset.Dot(offset);
        var hits = Vector256.GreaterThan(inside, Vector256.Create(Rim) * squareRadius);
        var half = Vector256.Sqrt(Lanes.Max(inside, Floats.Zero) / square);
        return (Lanes.Select(hits, closest - half, Vector256.Create(float.PositiveInfinity)), Lanes.Select(hits, closest + half, Floats.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Entered(Floats enter, Floats leave) => Lanes.Select(
        Vector256.LessThan(enter, leave) & Vector256.GreaterThan(enter, Vector256.Create(Nearest)), enter, Vector256.Create(float.PositiveInfinity));
}
