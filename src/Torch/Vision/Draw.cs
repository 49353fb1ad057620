using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Single random numbers from torch's generator, so that manual_seed makes random transforms repeatable.</summary>
static class Draw
{
    internal static bool Chance(double p, Generator? generator = null) => rand_float(generator) < p;

    internal static double Uniform(double low, double high, Generator? generator = null) => low + (high - low) * rand_float(generator);

    /// <summary>A whole number from 0 to below <paramref name="end"/>.</summary>
    internal static int Below(int end, Generator? generator = null) => Between(0, end, generator);

    /// <summary>A whole number from <paramref name="start"/> to below <paramref name="end"/>.</summary>
    internal static int Between(int start, int end, Generator? generator = null)
    {
        using var number = randint(start, end, [1L], ScalarType.Int64, CPU, generator: generator);
        return (int)number.item<long>();
    }

    /// <summary>The numbers 0 to n - 1 in random order.</summary>
    internal static long[] Order(int n)
    {
        using var order = randperm(n, ScalarType.Int64, CPU);
        return order.data<long>().ToArray();
    }
}
