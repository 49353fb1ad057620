namespace Marginalia.Balancers.Solvers;

/// <summary>The simplex of weights: w_i >= 0 with sum 1.</summary>
internal static class Simplex
{
    /// <summary>Its point next to a vector (Duchi et al. 2008, "Efficient projections onto the l1-ball", figure 1).</summary>
    public static double[] Project(double[] vector)
    {
        // max(v - threshold, 0) has sum 1, where the threshold follows from the largest k entries that stay positive.
        double sum = -1, threshold = 0;
        int count = 0;
        foreach (double value in vector.OrderDescending())
        {
            sum += value;
            count++;
            if (value > sum / count)
                threshold = sum / count;
        }

        return [.. vector.Select(value => Math.Max(value - threshold, 0))];
    }
}
