using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Marginalia.Augmentations;

/// <summary>
/// Linear interpolation along one direction of a picture: which old rows (or columns) each new one shows, with which weights. Where a new one covers
/// several old ones, it lies between the means of as many as fit into it; one whose centre is outside is 0.
/// </summary>
internal sealed class AxisWeights
{
    private readonly int[] firsts;
    private readonly float[] weights;
    private readonly int taps;

    /// <summary>Weights for the new centres i + 1/2, which lie at <paramref name="step"/> (i + 1/2) + <paramref name="start"/>.</summary>
    /// <param name="count">Number of new rows.</param>
    /// <param name="step">Old rows per new one; negative in a mirror.</param>
    /// <param name="start">Where the new origin lies.</param>
    /// <param name="size">Number of old rows.</param>
    public AxisWeights(long count, double step, double start, long size)
    {
        long averaged = Math.Max(1, (long)Math.Abs(step)), means = (size + averaged - 1) / averaged;
        taps = (int)Math.Min(2 * averaged, size);
        (firsts, weights) = (new int[count], new float[count * taps]);
        for (int i = 0; i < count; i++)
        {
            double place = step * (i + 0.5) + start;
            if (!(place >= 0 && place < size))
                continue;
            double between = Math.Clamp(place / averaged - 0.5, 0, means - 1);
            long mean = (long)between;
            firsts[i] = (int)Math.Min(mean * averaged, size - taps);
            Add(i, mean, 1 - (between - mean), averaged, size);
            if (between > mean)
                Add(i, mean + 1, between - mean, averaged, size);
        }
    }

    /// <summary>The old ones that are needed.</summary>
    public Range Needed => firsts.Min()..(firsts.Max() + taps);

    /// <summary>Mixes the old rows of one new row, within a range of columns; what is outside the range is not touched.</summary>
    public void MixRows(ReadOnlySpan<float> picture, int width, int row, Range columns, Span<float> mixed)
    {
        var (from, count) = columns.GetOffsetAndLength(width);
        var target = mixed.Slice(from, count);
        int first = firsts[row] * width + from;
        var mixture = weights.AsSpan(row * taps, taps);
        if (taps == 1)
            Mix(picture.Slice(first, count), mixture[0], picture.Slice(first, count), 0, target);
        else
            Mix(picture.Slice(first, count), mixture[0], picture.Slice(first + width, count), mixture[1], target);
        for (int tap = 2; tap < taps; tap++)
            Mix(target, 1, picture.Slice(first + tap * width, count), mixture[tap], target);
    }

    /// <summary>Mixes the old columns of all new ones, in one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MixColumns(ReadOnlySpan<float> old, Span<float> made)
    {
        if (taps == 2)
        {
            var pairs = MemoryMarshal.Cast<float, Vector2>(weights);
            for (int i = 0; i < firsts.Length && i < made.Length && i < pairs.Length; i++)
                made[i] = pairs[i].X * old[firsts[i]] + pairs[i].Y * old[firsts[i] + 1];
            return;
        }

        for (int i = 0; i < firsts.Length; i++)
        {
            float sum = 0;
            for (int tap = 0; tap < taps; tap++)
                sum += weights[i * taps + tap] * old[firsts[i] + tap];
            made[i] = sum;
        }
    }

    /// <summary>The sum of a first row times its weight and a second one times its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(ReadOnlySpan<float> first, float firstWeight, ReadOnlySpan<float> second, float secondWeight, Span<float> sum)
    {
        var firsts = MemoryMarshal.Cast<float, Vector<float>>(first);
        var seconds = MemoryMarshal.Cast<float, Vector<float>>(second);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (int i = 0; i < sums.Length && i < firsts.Length && i < seconds.Length; i++)
            sums[i] = firsts[i] * firstWeight + seconds[i] * secondWeight;
        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
            sum[i] = first[i] * firstWeight + second[i] * secondWeight;
    }

    /// <summary>Gives a mean its weight, in equal parts of the old ones that it is of.</summary>
    private void Add(int i, long mean, double weight, long averaged, long size)
    {
        long from = mean * averaged, to = Math.Min(from + averaged, size);
        for (long old = from; old < to; old++)
            weights[i * taps + old - firsts[i]] += (float)(weight / (to - from));
    }
}
