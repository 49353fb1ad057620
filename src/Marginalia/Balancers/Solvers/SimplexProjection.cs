namespace Marginalia.Balancers.Solvers;

/// <summary>Projection onto the simplex {w : w >= 0, sum w = 1} (Held, Wolfe, Crowder 1974; Duchi et al. 2008, figure 1).</summary>
internal static class SimplexProjection
{
    /// <summary>The nearest point w = max(v - threshold, 0), by sorting.</summary>
    public static double[] Project(double[] vector)
    {
        double[] sorted = [.. vector.OrderDescending()];
        double sum = 0, threshold = 0;
        for (int count = 1; count <= sorted.Length; count++)
        {
            sum += sorted[count - 1];
            double candidate = (sum - 1) / count;
            if (sorted[count - 1] <= candidate)
                break;
            threshold = candidate;
        }

        return [.. vector.Select(value => Math.Max(value - threshold, 0))];
    }
}
