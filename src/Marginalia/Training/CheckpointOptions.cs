using Marginalia.Metrics;

namespace Marginalia.Training;

/// <summary>Where a run of <see cref="MultiTaskTraining"/> keeps itself, to be continued after whatever ended it.</summary>
/// <remarks>
/// One file holds the network, the balancer, the optimizer with its rates, the position of schedule and data, torch's default generator (of the
/// processor), the history and the metrics. It is replaced as a whole: at any moment there is the old one or the new one, complete.
/// </remarks>
/// <param name="Path">The file. Where it exists, training continues from it; delete it to begin anew.</param>
/// <param name="Every">Steps from one saving to the next, at least 1; it is also saved after the last step.</param>
public sealed record CheckpointOptions(string Path, int Every)
{
    /// <summary>Metrics that <see cref="TrainingOptions.Evaluate"/> goes on adding to during the whole run; those that begin anew each time need not be saved.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];
}
