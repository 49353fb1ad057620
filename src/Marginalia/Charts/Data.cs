using System.Numerics;
using Marginalia.Charts.Drawing;

namespace Marginalia.Charts;

/// <summary>Copies and checks what figures are given.</summary>
internal static class Data
{
    public static double[] Of<T>(IEnumerable<T> values)
        where T : INumber<T>
        => [.. values.Select(double.CreateSaturating)];

    public static double[,] Widen(float[,] values)
    {
        var result = new double[values.GetLength(0), values.GetLength(1)];
        for (var row = 0; row < result.GetLength(0); row++)
            for (var column = 0; column < result.GetLength(1); column++)
                result[row, column] = values[row, column];
        return result;
    }

    /// <summary>Mean and sample standard deviation over runs, point by point.</summary>
    public static (double[] Mean, double[] Spread) MeanAndSpread(string whose, int length, double[][] runs)
    {
        NotEmpty(whose, runs.Length, "runs");
        foreach (var run in runs)
            SameLength(whose, (length, "x values"), (run.Length, "values in a run"));
        double[] mean = [.. Enumerable.Range(0, length).Select(i => runs.Average(run => run[i]))];
        double[] spread = [.. Enumerable.Range(0, length).Select(i => Claims.Statistics.StandardDeviation([.. runs.Select(run => run[i])]))];
        return (mean, spread);
    }

    public static IEnumerable<string> Names(string whose, IEnumerable<string>? names, int count, string what)
    {
        string[] all = [.. names ?? Enumerable.Range(0, count).Select(i => $"{i}")];
        SameLength(whose, (all.Length, "names of " + what), (count, what));
        if (all.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{whose}: '{twice.Key}' is given {twice.Count()} times among the {what}; use different names.");
        return all;
    }

    public static void NotEmpty(string whose, int count, string what = "values")
    {
        if (count == 0)
            throw new ArgumentException($"{whose}: no {what} given, at least one expected.");
    }

    public static void SameLength(string whose, (int Count, string What) first, (int Count, string What) second)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"{whose}: {first.Count} {first.What} and {second.Count} {second.What} given; pass as many of each.");
    }

    public static void NotNegative(string whose, double[] spreads)
    {
        if (Array.FindIndex(spreads, spread => spread < 0) is var i and >= 0)
            throw new ArgumentException($"{whose}: spread {i} is {Numbers.Short(spreads[i])}; spreads are not negative.");
    }

    public static void Ordered(string whose, (double Low, double High) range)
    {
        if (!(range.Low < range.High) || !double.IsFinite(range.High - range.Low))
            throw new ArgumentException(
                $"{whose}: range {Numbers.Short(range.Low)} to {Numbers.Short(range.High)} given; two finite numbers, the lower first, expected.");
    }

    public static double Finite(string whose, double value) =>
        double.IsFinite(value) ? value : throw new ArgumentException($"{whose}: {Numbers.Short(value)} given, a finite number expected.");
}
