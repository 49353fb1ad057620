namespace Marginalia.Metrics;

/// <summary>
/// How much better a multi-task network is than its references, mostly single-task networks, in percent and averaged over tasks; <b>positive is better</b>
/// (Maninis, Radosavovic, Kokkinos 2019, arXiv 1904.08918; sign as in Vandenhende et al. 2021, arXiv 2004.13379).
/// </summary>
public static class DeltaMtl
{
    /// <summary>100 / T sum_i s_i (m_i - b_i) / b_i, with s_i = 1 where higher is better and -1 where lower is.</summary>
    /// <param name="measured">m_i, one metric per task.</param>
    /// <param name="reference">b_i, the same metrics of the reference, not 0.</param>
    /// <param name="higherIsBetter">Which way each metric goes.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a reference is 0 or not finite.</exception>
    public static double Percent(IReadOnlyList<double> measured, IReadOnlyList<double> reference, IReadOnlyList<bool> higherIsBetter) =>
        PerTask(measured, reference, higherIsBetter).Average();

    /// <summary>100 s_i (m_i - b_i) / b_i for each task.</summary>
    /// <inheritdoc cref="Percent"/>
    public static double[] PerTask(IReadOnlyList<double> measured, IReadOnlyList<double> reference, IReadOnlyList<bool> higherIsBetter)
    {
        if (measured.Count == 0 || measured.Count != reference.Count || measured.Count != higherIsBetter.Count || reference.Any(b => b == 0 || !double.IsFinite(b)))
            throw new ArgumentException(
                $"DeltaMtl: given metrics [{string.Join(", ", measured)}], references [{string.Join(", ", reference)}] and {higherIsBetter.Count} directions; "
                + "expected one of each per task, and no reference of 0.");
        return [.. Enumerable.Range(0, measured.Count).Select(i =>
            (higherIsBetter[i] ? 100 : -100) * (measured[i] - reference[i]) / reference[i])];
    }

    /// <summary>
    /// The same for tasks of several metrics: averaged over the metrics of a task, then over tasks (as LibMTL's Delta_p, https://github.com/median-research-group/LibMTL).
    /// </summary>
    /// <param name="measured">The metrics of each task.</param>
    /// <param name="reference">The same of the reference, none of them 0.</param>
    /// <param name="higherIsBetter">Which way each metric goes.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a reference is 0 or not finite.</exception>
    public static double PercentOfTasks(
        IReadOnlyList<IReadOnlyList<double>> measured, IReadOnlyList<IReadOnlyList<double>> reference, IReadOnlyList<IReadOnlyList<bool>> higherIsBetter)
    {
        if (measured.Count == 0 || measured.Count != reference.Count || measured.Count != higherIsBetter.Count)
            throw new ArgumentException($"DeltaMtl: given metrics of {measured.Count} tasks, references of {reference.Count} and directions of {higherIsBetter.Count}; expected the same number.");
        return Enumerable.Range(0, measured.Count).Average(task => Percent(measured[task], reference[task], higherIsBetter[task]));
    }

    /// <summary>
    /// The mean drop in percent, "Delta m%", of papers on balancers (Nash-MTL, arXiv 2202.01017; FAMO, arXiv 2306.03792): over all metrics alike, to
    /// whichever task they belong, and with the opposite sign, so that <b>negative is better</b>.
    /// </summary>
    /// <inheritdoc cref="PercentOfTasks"/>
    public static double MeanDrop(
        IReadOnlyList<IReadOnlyList<double>> measured, IReadOnlyList<IReadOnlyList<double>> reference, IReadOnlyList<IReadOnlyList<bool>> higherIsBetter) =>
        -Percent([.. measured.SelectMany(task => task)], [.. reference.SelectMany(task => task)], [.. higherIsBetter.SelectMany(task => task)]);
}
