using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;
using Ints = System.Runtime.Intrinsics.Vector256<int>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// A room seen from a point: from the camera, for what the pixels show; from a lamp, for the shadows. A surface is numbered 8 k + face: k is 0
/// for the room itself, of which one sees the inside, and 1, 2, ... for the solids of its objects, in order.
/// </summary>
internal sealed class RoomView
{
    private readonly SolidView[] solids;
    private readonly Bound[] bounds;
    private readonly float originX, originY, originZ, halfX, halfY, halfZ, mirror;

    /// <param name="scene">The room.</param>
    /// <param name="origin">A point in it.</param>
    public RoomView(RoomScene scene, Vector origin)
    {
        solids = [.. scene.Objects.SelectMany(thing => thing.Solids).Select(solid => new SolidView(solid, origin))];
        bounds = new Bound[scene.Objects.Count];
        for (int i = 0, first = 0; i < bounds.Length; first += scene.Objects[i++].Solids.Count)
        {
            var (centre, radius) = scene.Objects[i].Bounds();
            double reach = 1.001 * radius + 0.001; // rounding must not cut anything off
            var way = centre - origin;
            bounds[i] = new(
                (float)way.X, (float)way.Y, (float)way.Z, (float)(way.Dot(way) - reach * reach), first, first + scene.Objects[i].Solids.Count,
                scene.Objects[i].CastsShadow);
        }

        // The room's own coordinates start in the middle of its height.
        var start = scene.Axes.In(origin - new Vector(0, scene.Height / 2, 0));
        (originX, originY, originZ) = ((float)start.X, (float)start.Y, (float)start.Z);
        (halfX, halfY, halfZ) = ((float)scene.HalfWidth, (float)(scene.Height / 2), (float)scene.HalfDepth);
        mirror = (float)scene.Axes.X.X;
    }

    /// <summary>What rays meet first: how far, in lengths of the ray, and the surface.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (Floats Distance, Ints Surface) Trace(in Packet ray)
    {
        var (distance, surface) = Leave(ray);
        foreach (ref readonly var bound in bounds.AsSpan())
        {
            if (!bound.IsNear(ray))
                continue;
            for (int k = bound.First; k < bound.End; k++)
            {
                var entered = solids[k].Distance(ray);
                var nearer = Vector256.LessThan(entered, distance);
                if (!Lanes.Any(nearer))
                    continue;
                distance = Lanes.Select(nearer, entered, distance);
                surface = Vector256.ConditionalSelect(nearer.AsInt32(), Vector256.Create(8 * k + 8) + solids[k].Face(ray, entered), surface);
            }
        }

        return (distance, surface);
    }

    /// <summary>Which of the points, given relative to the origin, are hidden from it; a solid does not hide its own surface.</summary>
    /// <param name="points">The points.</param>
    /// <param name="asked">The lanes that matter.</param>
    /// <param name="shadows">Whether things that cast no shadow are left out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Floats Hides(in Packet points, Floats asked, bool shadows)
    {
        var nearly = Vector256.Create(0.998f);
        var hidden = Floats.Zero;
        foreach (ref readonly var bound in bounds.AsSpan())
        {
            if (shadows && !bound.CastsShadow || !bound.IsNear(points))
                continue;
            for (int k = bound.First; k < bound.End; k++)
                hidden |= Vector256.LessThan(solids[k].Distance(points), nearly);
            if (!Lanes.Any(asked & ~hidden))
                break;
        }

        return hidden;
    }

    /// <summary>Points of a surface in the coordinates of its texture: along the axes of the solid, or of the room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Packet Locate(int surface, in Packet ray, Floats distance) => surface >= 8
        ? solids[surface / 8 - 1].Locate(ray, distance)
        : new(
            Vector256.Create(originX) + distance * (Vector256.Create(mirror) * ray.X), Vector256.Create(originY) + distance * ray.Y,
            Vector256.Create(originZ) + distance * ray.Z);

    /// <summary>Unit normals of a curved surface at points that <see cref="Locate"/> gave.</summary>
    public Packet RoundNormal(int surface, in Packet local) => solids[surface / 8 - 1].RoundNormal(local);

    /// <summary>Where rays leave the empty room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Floats Distance, Ints Surface) Leave(in Packet ray)
    {
        var x = Exit(originX, Vector256.Create(mirror) * ray.X, halfX);
        var y = Exit(originY, ray.Y, halfY);
        var z = Exit(originZ, ray.Z, halfZ);
        var distance = Lanes.Min(x, Lanes.Min(y, z));
        static Ints Side(Floats direction, int face) => Vector256.ConditionalSelect(
            Vector256.GreaterThan(direction, Floats.Zero).AsInt32(), Vector256.Create(face + 1), Vector256.Create(face));
        var surface = Vector256.ConditionalSelect(
            Vector256.Equals(y, distance).AsInt32(), Side(ray.Y, 2), Vector256.ConditionalSelect(
            Vector256.Equals(x, distance).AsInt32(), Side(Vector256.Create(mirror) * ray.X, 0), Side(ray.Z, 4)));
        return (distance, surface);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Exit(float origin, Floats direction, float half) =>
        Lanes.Select(Vector256.GreaterThan(direction, Floats.Zero), Vector256.Create(half - origin), Vector256.Create(half + origin))
        / Vector256.Abs(direction);

    /// <summary>A sphere around an object, relative to the origin, and its solids.</summary>
    private readonly record struct Bound(float X, float Y, float Z, float SquareOutside, int First, int End, bool CastsShadow)
    {
        /// <summary>Whether any of the rays passes through the sphere.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsNear(in Packet ray)
        {
            if (SquareOutside <= 0)
                return true;
            var along = Vector256.Create(X) * ray.X + Vector256.Create(Y) * ray.Y + Vector256.Create(Z) * ray.Z;
            return Lanes.Any(
                Vector256.GreaterThan(along, Floats.Zero) & Vector256.GreaterThanOrEqual(along * along, Vector256.Create(SquareOutside) * ray.Dot(ray)));
        }
    }
}
