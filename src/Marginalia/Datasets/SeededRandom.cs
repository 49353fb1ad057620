using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Marginalia.Datasets;

/// <summary>
/// A stream of random numbers that is a pure function of its key, for example (seed, split, index): the same on every run and machine,
/// and independent of torch's generators. SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
/// </summary>
public sealed class SeededRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state;
    private double? spareNormal;

    /// <summary>Starts the stream of a key. Order matters: (1, 2) and (2, 1) are different streams.</summary>
    public SeededRandom(params ReadOnlySpan<long> key)
    {
        foreach (long part in key)
            state = Mix((state ^ (ulong)part) + Step);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => Mix(state += Step);

    /// <summary>The next number of the uniform law on [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next integer in [0, <paramref name="bound"/>), every value equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public long NextInt64(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong range = (ulong)bound;
        ulong surplus = (0 - range) % range; // 2^64 mod range: that many low products are drawn once too often
        while (true)
        {
            ulong high = Math.BigMul(NextUInt64(), range, out ulong low);
            if (low >= surplus)
                return (long)high;
        }
    }

    /// <summary>The next number of the normal law with mean 0 and variance 1 (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        if (spareNormal is double spare)
        {
            spareNormal = null;
            return spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        spareNormal = radius * sine;
        return radius * cosine;
    }

    /// <summary>The next number of the uniform law on [<paramref name="low"/>, <paramref name="high"/>).</summary>
    internal double NextUniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>The next integer in [0, <paramref name="count"/>), of one draw; its chances are as its shares, or equal where those are null.</summary>
    internal int NextChoice(int count, IReadOnlyList<double>? shares = null)
    {
        double left = NextDouble() * (shares?.Sum() ?? count);
        for (int choice = 0; ; choice++)
        {
            double share = shares?[choice] ?? 1;
            if (left < share || choice == count - 1)
                return choice;
            left -= share;
        }
    }

    /// <summary>
    /// The next number of a bell-shaped law with mean 0, variance 1 and values within +-2 sqrt(3): the sum of four 16-bit uniform numbers. One
    /// draw and no logarithm, so that it is fast and the same bits on every machine.
    /// </summary>
    internal double NextBell()
    {
        ulong bits = NextUInt64();
        long sum = (long)((bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48));
        return ToBell(sum);
    }

    private static double ToBell(long sum) => (sum - 2 * 0xFFFF) * (1.7320508075688772 / 0x10000);

    /// <summary>The next numbers of the law of <see cref="NextBell"/>, in float32, several at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void FillBells(Span<float> values)
    {
        var lanes = Vector256.Create(Step, unchecked(2 * Step), unchecked(3 * Step), unchecked(4 * Step));
        var word = Vector256.Create(0xFFFFUL);
        int k = 0;
        for (; k + 4 <= values.Length; k += 4, state += unchecked(4 * Step))
        {
            var bits = Vector256.Create(state) + lanes;
            bits = (bits ^ (bits >>> 30)) * Vector256.Create(0xBF58476D1CE4E5B9);
            bits = (bits ^ (bits >>> 27)) * Vector256.Create(0x94D049BB133111EB);
            bits ^= bits >>> 31;
            var sums = (bits & word) + (bits >>> 16 & word) + (bits >>> 32 & word) + (bits >>> 48);
            for (int lane = 0; lane < 4; lane++)
                values[k + lane] = (float)ToBell((long)sums[lane]);
        }

        for (; k < values.Length; k++)
            values[k] = (float)NextBell();
    }

    /// <summary>The numbers 0 .. <paramref name="count"/> - 1 in random order, every order equally likely (Fisher and Yates).</summary>
    public long[] NextPermutation(int count)
    {
        var order = new long[count];
        for (int i = 0; i < count; i++)
        {
            long j = NextInt64(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
