using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>Eight points, directions or colours at once.</summary>
internal readonly struct Packet(Floats x, Floats y, Floats z)
{
    public readonly Floats X = x, Y = y, Z = z;

    /// <summary>The same in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet Of(Vector v) => new(Vector256.Create((float)v.X), Vector256.Create((float)v.Y), Vector256.Create((float)v.Z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet operator +(in Packet a, in Packet b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet operator -(in Packet a, in Packet b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet operator *(Floats factor, in Packet a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats Dot(in Packet other) => X * other.X + Y * other.Y + Z * other.Z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet Select(Floats mask, in Packet then, in Packet otherwise) =>
        new(Lanes.Select(mask, then.X, otherwise.X), Lanes.Select(mask, then.Y, otherwise.Y), Lanes.Select(mask, then.Z, otherwise.Z));

    /// <summary>Of length 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Packet Normalized() => (Floats.One / Vector256.Sqrt(Dot(this))) * this;
}
