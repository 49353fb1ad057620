namespace Marginalia.Balancers;

/// <summary>The softmax of a short vector, safe from overflow.</summary>
internal static class Softmax
{
    /// <summary>total exp(x_i) / sum_j exp(x_j).</summary>
    public static double[] Scaled(double[] logits, double total)
    {
        double max = logits.Max();
        var powers = logits.Select(x => Math.Exp(x - max)).ToArray();
        double sum = powers.Sum();
        return [.. powers.Select(power => total * power / sum)];
    }

    /// <summary>log sum_j exp(x_j).</summary>
    public static double LogSumExp(double[] logits)
    {
        double max = logits.Max();
        return max + Math.Log(logits.Sum(x => Math.Exp(x - max)));
    }
}
