using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Simd = System.Numerics.Vector;

namespace Marginalia.Datasets.Files;

/// <summary>
/// The fields of <see cref="PixelFields"/> from dense float32 arrays, converted and checked in one pass each; null where a value is out of its range.
/// </summary>
internal static class PixelPlanes
{
    /// <summary>Colours [H, W, 3] in 0 .. 1 as [3, H, W].</summary>
    public static Tensor? Image(Tensor colours)
    {
        var planes = Split(colours);
        return OrNull(planes, AreAll(Floats(planes), new Vector<float>(1)));
    }

    /// <summary>Whole numbers of -1 .. classes - 1 as int64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor? Labels(Tensor labels, long classes)
    {
        var whole = empty(labels.shape, dtype: ScalarType.Int64);
        ReadOnlySpan<float> source = Floats(labels);
        var target = MemoryMarshal.Cast<byte, long>(whole.bytes);
        bool isRight = true;
        for (int i = 0; i < source.Length; i++)
        {
            int label = (int)source[i];
            isRight &= label == source[i] & label >= -1 & label < classes;
            target[i] = label;
        }

        return OrNull(whole, isRight);
    }

    /// <summary>Whether all numbers are finite and at least 0.</summary>
    public static bool AreDistances(Tensor depth) => AreAll(Floats(depth), new Vector<float>(float.MaxValue));

    /// <summary>
    /// Vectors [H, W, 3] as [3, H, W]: of length 1 where they are longer than <paramref name="shortest"/>, otherwise 0; those whose length is 1 within
    /// 0.001 are left as they are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor? Normals(Tensor normals, float shortest)
    {
        var planes = Split(normals);
        var all = Floats(planes);
        int count = all.Length / 3, lanes = Vector<float>.Count, end = count - count % lanes;
        Span<float> right = all[..count], up = all.Slice(count, count), forward = all[(2 * count)..];
        Vector<float> one = Vector<float>.One, most = new(2), least = new(shortest), tolerance = new(1e-3f);
        var inRange = Vector<int>.AllBitsSet;
        for (int i = 0; i < end; i += lanes)
        {
            Vector<float> x = new(right[i..]), y = new(up[i..]), z = new(forward[i..]);
            inRange &= Simd.LessThanOrEqual(Simd.Abs(x), most) & Simd.LessThanOrEqual(Simd.Abs(y), most) & Simd.LessThanOrEqual(Simd.Abs(z), most);
            var length = Simd.SquareRoot(x * x + y * y + z * z);
            var isLong = Simd.GreaterThanOrEqual(length, least);
            var isUnit = Simd.LessThanOrEqual(Simd.Abs(length - one), tolerance);
            if (Simd.EqualsAll(isUnit, Vector<int>.AllBitsSet))
                continue;
            Vector<float> Scaled(Vector<float> part) =>
                Simd.ConditionalSelect(isUnit, part, Simd.ConditionalSelect(isLong, part / length, Vector<float>.Zero));
            Scaled(x).CopyTo(right[i..]);
            Scaled(y).CopyTo(up[i..]);
            Scaled(z).CopyTo(forward[i..]);
        }

        bool isRight = Simd.EqualsAll(inRange, Vector<int>.AllBitsSet);
        for (int i = end; i < count; i++)
        {
            var (x, y, z) = (right[i], up[i], forward[i]);
            isRight &= MathF.Abs(x) <= 2 & MathF.Abs(y) <= 2 & MathF.Abs(z) <= 2;
            float length = MathF.Sqrt(x * x + y * y + z * z);
            if (length < shortest)
                (x, y, z) = (0, 0, 0);
            else if (MathF.Abs(length - 1) > 1e-3f)
                (x, y, z) = (x / length, y / length, z / length);
            (right[i], up[i], forward[i]) = (x, y, z);
        }

        return OrNull(planes, isRight);
    }

    /// <summary>Triples [H, W, 3] as planes [3, H, W].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Tensor Split(Tensor triples)
    {
        var planes = empty([3, triples.shape[0], triples.shape[1]]);
        var pixels = MemoryMarshal.Cast<float, Vector3>(Floats(triples));
        Span<float> all = Floats(planes), first = all[..pixels.Length], second = all.Slice(pixels.Length, pixels.Length), third = all[(2 * pixels.Length)..];
        for (int i = 0; i < pixels.Length; i++)
            (first[i], second[i], third[i]) = (pixels[i].X, pixels[i].Y, pixels[i].Z);
        return planes;
    }

    /// <summary>Whether all numbers are in 0 .. <paramref name="most"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreAll(ReadOnlySpan<float> values, Vector<float> most)
    {
        int lanes = Vector<float>.Count, end = values.Length - values.Length % lanes;
        var inRange = Vector<int>.AllBitsSet;
        for (int i = 0; i < end; i += lanes)
        {
            Vector<float> block = new(values[i..]);
            inRange &= Simd.GreaterThanOrEqual(block, Vector<float>.Zero) & Simd.LessThanOrEqual(block, most);
        }

        bool isRight = Simd.EqualsAll(inRange, Vector<int>.AllBitsSet);
        foreach (float value in values[end..])
            isRight &= value >= 0 & value <= most[0];
        return isRight;
    }

    private static Tensor? OrNull(Tensor values, bool isRight)
    {
        if (isRight)
            return values;
        values.Dispose();
        return null;
    }

    private static Span<float> Floats(Tensor values) => MemoryMarshal.Cast<byte, float>(values.bytes);
}
