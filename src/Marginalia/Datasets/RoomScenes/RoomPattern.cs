using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;
using Ints = System.Runtime.Intrinsics.Vector256<int>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>The share 0 .. 1 of the second colour of a <see cref="RoomMaterial"/> at points of a surface.</summary>
internal static class RoomPattern
{
    /// <summary>The share at (u, v), in metres; where the period is finer than the pixels the mean takes over.</summary>
    /// <param name="material">Which texture.</param>
    /// <param name="u">First direction.</param>
    /// <param name="v">Second direction.</param>
    /// <param name="footprint">Metres between neighbouring pixels on the surface; 0 fades nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Floats Share(RoomMaterial material, Floats u, Floats v, Floats footprint)
    {
        var (a, b) = (u * Vector256.Create((float)(1 / material.PeriodU)), v * Vector256.Create((float)(1 / material.PeriodV)));
        var (share, mean) = material.Texture switch
        {
            RoomTexture.Checker => (Odd(Vector256.Floor(a), Vector256.Floor(b)), 0.5f),
            RoomTexture.Stripes => (Below(Fraction(a), 0.5f), 0.5f),
            RoomTexture.Boards => Boards(a, b, material.Seed),
            RoomTexture.Tiles => Tiles(a, b, material.Seed),
            RoomTexture.Bricks => Bricks(a, b, material.Seed),
            RoomTexture.Wood => (Clouds(a, b * Vector256.Create(9f), material.Seed), 0.5f),
            RoomTexture.Clouds => (Clouds(a, b, material.Seed), 0.5f),
            RoomTexture.Speckle => (Hash(Vector256.Floor(a), Vector256.Floor(b), material.Seed), 0.5f),
            RoomTexture.Dots => (Dots(a, b), 0.2f),
            _ => (Floats.Zero, 0),
        };
        // Full contrast up to a third of a period per pixel, none from one period on.
        var fade = Lanes.Clamp(
            Vector256.Create(1.5f) - footprint * Vector256.Create((float)(1.5 / Math.Min(material.PeriodU, material.PeriodV))), 0, 1);
        return Vector256.Create(mean) + fade * (share - Vector256.Create(mean));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Fraction(Floats value) => value - Vector256.Floor(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Below(Floats value, float bound) =>
        Lanes.Select(Vector256.LessThan(value, Vector256.Create(bound)), Floats.One, Floats.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Odd(Floats column, Floats row) =>
        Vector256.ConvertToSingle((Lanes.FloorToInt(column) + Lanes.FloorToInt(row)) & Ints.One);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Floats, float) Boards(Floats a, Floats b, int seed)
    {
        var row = Vector256.Floor(b);
        var along = a + Hash(row, Floats.Zero, seed);
        var joint = Lanes.Max(Below(Fraction(b), 0.05f), Below(Fraction(along), 0.012f));
        var tone = Vector256.Create(0.45f) * Hash(Vector256.Floor(along), row, seed + 1)
            + Vector256.Create(0.2f) * Clouds(a * Vector256.Create(3f), b * Vector256.Create(3f), seed + 2);
        return (Lanes.Max(joint, tone), 0.35f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Floats, float) Tiles(Floats a, Floats b, int seed)
    {
        var joint = Lanes.Max(Below(Fraction(a), 0.04f), Below(Fraction(b), 0.04f));
        return (Lanes.Max(joint, Vector256.Create(0.3f) * Hash(Vector256.Floor(a), Vector256.Floor(b), seed)), 0.2f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Floats, float) Bricks(Floats a, Floats b, int seed)
    {
        var row = Vector256.Floor(b);
        var moved = a + Vector256.Create(0.5f) * Odd(row, Floats.Zero);
        var joint = Lanes.Max(Below(Fraction(moved), 0.05f), Below(Fraction(b), 0.14f));
        return (Lanes.Max(joint, Vector256.Create(0.45f) * Hash(Vector256.Floor(moved), row, seed)), 0.35f);
    }

    private static Floats Dots(Floats a, Floats b)
    {
        var half = Vector256.Create(0.5f);
        Floats x = Fraction(a) - half, y = Fraction(b) - half;
        return Below(x * x + y * y, 0.065f);
    }

    /// <summary>Random numbers on the grid, smoothly joined, coarse and twice as fine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Floats Clouds(Floats a, Floats b, int seed)
    {
        var two = Vector256.Create(2f);
        return Vector256.Create(0.65f) * Smooth(a, b, seed) + Vector256.Create(0.35f) * Smooth(two * a, two * b, seed + 77);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Floats Smooth(Floats a, Floats b, int seed)
    {
        Floats left = Vector256.Floor(a), low = Vector256.Floor(b);
        static Floats Ease(Floats t) => t * t * (Vector256.Create(3f) - Vector256.Create(2f) * t);
        Floats x = Ease(a - left), y = Ease(b - low), right = left + Floats.One, high = low + Floats.One;
        Floats lowLeft = Hash(left, low, seed), highLeft = Hash(left, high, seed);
        var lower = lowLeft + x * (Hash(right, low, seed) - lowLeft);
        var upper = highLeft + x * (Hash(right, high, seed) - highLeft);
        return lower + y * (upper - lower);
    }

    /// <summary>A random number of [0, 1) for every cell of a grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Hash(Floats column, Floats row, int seed)
    {
        var bits = Lanes.FloorToInt(column) * Vector256.Create(0x2C1B3C6D) + Lanes.FloorToInt(row) * Vector256.Create(0x297A2D39)
            + Vector256.Create(seed);
        bits = (bits ^ Vector256.ShiftRightLogical(bits, 15)) * Vector256.Create(0x2C1B3C6D);
        bits = (bits ^ Vector256.ShiftRightLogical(bits, 12)) * Vector256.Create(0x297A2D39);
        bits ^= Vector256.ShiftRightLogical(bits, 15);
        return Vector256.ConvertToSingle(Vector256.ShiftRightLogical(bits, 8)) * Vector256.Create(1f / (1 << 24));
    }
}
