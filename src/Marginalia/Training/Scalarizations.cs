using Marginalia.Datasets;

namespace Marginalia.Training;

/// <summary>
/// Vectors of fixed task weights to choose among: positive, with sum T, so that they do not change the learning rate. Equal weights come first;
/// tuned on validation data, such weights are the baseline that balancing methods rarely beat (Xin et al. 2022, arXiv 2209.11379).
/// </summary>
public static class Scalarizations
{
    /// <summary>Equal weights, then points drawn from the uniform law on the simplex.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="count">Number of vectors, at least 1.</param>
    /// <param name="seed">Seed of the points; the first ones do not depend on the count.</param>
    public static double[][] Random(int tasks, int count, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return [Equal(tasks), .. Enumerable.Range(1, count - 1).Select(index => Draw(tasks, new SeededRandom(seed, index)))];
    }

    /// <summary>Equal weights, then the points w_i = T k_i / parts of the simplex with whole k_i of 1 or more.</summary>
    /// <param name="tasks">Number of tasks T.</param>
    /// <param name="parts">Sum of the k_i, at least T; two tasks have parts - 1 points, three (parts - 1)(parts - 2) / 2.</param>
    public static double[][] Grid(int tasks, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasks);
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, tasks);
        var uneven = Compositions(tasks, parts).Where(point => point.Distinct().Count() > 1);
        return [Equal(tasks), .. uneven.Select(point => point.Select(k => (double)tasks * k / parts).ToArray())];
    }

    private static double[] Equal(int tasks) => [.. Enumerable.Repeat(1.0, tasks)];

    /// <summary>Exponential variables divided by their sum are uniform on the simplex (Devroye 1986, "Non-uniform random variate generation", V.2).</summary>
    private static double[] Draw(int tasks, SeededRandom random)
    {
        double[] exponentials = [.. Enumerable.Range(0, tasks).Select(_ => -Math.Log(1 - random.NextDouble()))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(value => tasks * value / sum)];
    }

    /// <summary>All ways to write a sum as so many whole numbers of 1 or more.</summary>
    private static IEnumerable<int[]> Compositions(int terms, int sum) => terms == 1
        ? [[sum]]
        : Enumerable.Range(1, sum - terms + 1).SelectMany(first => Compositions(terms - 1, sum - first).Select(rest => (int[])[first, .. rest]));
}
