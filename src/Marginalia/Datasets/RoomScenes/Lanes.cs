using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Floats = System.Runtime.Intrinsics.Vector256<float>;
using Ints = System.Runtime.Intrinsics.Vector256<int>;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>
/// Eight float32 numbers at once. Every operation is one IEEE operation per lane, so that the bits do not depend on the width of the machine's
/// vectors: smallest and largest are comparisons and choices, since the machines' own differ for NaN and for the sign of zero.
/// </summary>
internal static class Lanes
{
    public const int Count = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Select(Floats mask, Floats then, Floats otherwise) => Vector256.ConditionalSelect(mask, then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Min(Floats a, Floats b) => Select(Vector256.LessThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Max(Floats a, Floats b) => Select(Vector256.GreaterThan(a, b), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Clamp(Floats value, float low, float high) => Min(Max(value, Vector256.Create(low)), Vector256.Create(high));

    /// <summary>The whole number below, as an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints FloorToInt(Floats floor) => Vector256.ConvertToInt32(floor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Floats mask) => Vector256.ExtractMostSignificantBits(mask) != 0;

    /// <summary>The value, moved away from zero so that it can divide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats NonZero(Floats value)
    {
        var tiny = Vector256.Create(1e-12f);
        return Select(Vector256.LessThan(Vector256.Abs(value), tiny), tiny, value);
    }
}
