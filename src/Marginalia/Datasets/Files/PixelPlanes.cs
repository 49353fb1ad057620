using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>
/// The fields of <see cref="PixelFields"/> from dense float32 arrays, converted and checked in one pass each; null where a value is out of its range.
/// </summary>
internal static class PixelPlanes
{
    /// <summary>Colours [H, W, 3] in 0 .. 1 as [3, H, W].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor? Image(Tensor colours)
    {
        var planes = empty([3, colours.shape[0], colours.shape[1]]);
        var pixels = MemoryMarshal.Cast<float, Vector3>(Floats(colours));
        Span<float> all = Floats(planes), red = all[..pixels.Length], green = all.Slice(pixels.Length, pixels.Length), blue = all[(2 * pixels.Length)..];
        bool isRight = true;
        for (int i = 0; i < pixels.Length; i++)
        {
            var (r, g, b) = (pixels[i].X, pixels[i].Y, pixels[i].Z);
            isRight &= r >= 0 & r <= 1 & g >= 0 & g <= 1 & b >= 0 & b <= 1;
            (red[i], green[i], blue[i]) = (r, g, b);
        }

        return OrNull(planes, isRight);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreDistances(Tensor depth)
    {
        bool isRight = true;
        foreach (float value in Floats(depth))
            isRight &= value >= 0 & value < float.PositiveInfinity;
        return isRight;
    }

    /// <summary>
    /// Vectors [H, W, 3] as [3, H, W]: of length 1 where they are longer than <paramref name="shortest"/>, otherwise 0; those whose length is 1 within
    /// 0.001 are left as they are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tensor? Normals(Tensor normals, float shortest)
    {
        var planes = empty([3, normals.shape[0], normals.shape[1]]);
        var vectors = MemoryMarshal.Cast<float, Vector3>(Floats(normals));
        Span<float> all = Floats(planes), right = all[..vectors.Length], up = all.Slice(vectors.Length, vectors.Length), forward = all[(2 * vectors.Length)..];
        bool isRight = true;
        for (int i = 0; i < vectors.Length; i++)
        {
            var (x, y, z) = (vectors[i].X, vectors[i].Y, vectors[i].Z);
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

    private static Tensor? OrNull(Tensor values, bool isRight)
    {
        if (isRight)
            return values;
        values.Dispose();
        return null;
    }

    private static Span<float> Floats(Tensor values) => MemoryMarshal.Cast<byte, float>(values.bytes);
}
