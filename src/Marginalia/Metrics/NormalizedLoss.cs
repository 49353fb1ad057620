namespace Marginalia.Metrics;

/// <summary>
/// Losses as fractions of where they started, L_i / L_i(0), which makes tasks of different scale comparable: 1 is no progress, 0 is perfect
/// (the measure of GradNorm's toy experiment: Chen et al. 2018, arXiv 1711.02257).
/// </summary>
public static class NormalizedLoss
{
    /// <summary>L_i / L_i(0) [T].</summary>
    /// <exception cref="ArgumentException">The lengths differ, or an initial loss is not positive.</exception>
    public static double[] Ratios(double[] losses, double[] initialLosses)
    {
        if (losses.Length != initialLosses.Length || losses.Length == 0 || initialLosses.Any(loss => !(loss > 0)))
            throw new ArgumentException(
                $"NormalizedLoss: given losses [{string.Join(", ", losses)}] and initial losses [{string.Join(", ", initialLosses)}]; "
                + "both need one number per task, the initial ones above 0.");
        return [.. losses.Zip(initialLosses, (loss, initial) => loss / initial)];
    }

    /// <summary>mean_i L_i / L_i(0).</summary>
    public static double Mean(double[] losses, double[] initialLosses) => Ratios(losses, initialLosses).Average();

    /// <summary>max_i L_i / L_i(0): the task that is worst served.</summary>
    public static double Worst(double[] losses, double[] initialLosses) => Ratios(losses, initialLosses).Max();

    /// <summary>The largest ratio divided by the smallest: 1 when all tasks progressed alike.</summary>
    public static double Spread(double[] losses, double[] initialLosses)
    {
        var ratios = Ratios(losses, initialLosses);
        return ratios.Max() / ratios.Min();
    }
}
