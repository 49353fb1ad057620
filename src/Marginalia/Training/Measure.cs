using Marginalia.Architectures;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;

namespace Marginalia.Training;

/// <summary>A number per task by which networks are compared, and which way it goes.</summary>
/// <param name="Name">What is measured, for example <c>accuracy</c>.</param>
/// <param name="Of">Network, data set, the objectives of the network's tasks in order, and the name of its input, to one number per task.</param>
/// <param name="HigherIsBetter">Whether higher is better for a task.</param>
public sealed record Measure(
    string Name, Func<MultiTaskModule, Dataset, IReadOnlyList<Objective>, string, double[]> Of, Func<Objective, bool> HigherIsBetter)
{
    /// <summary>The mean loss of each task; lower is better.</summary>
    public static Measure Loss { get; } = new(
        "loss", (model, dataset, objectives, input) => Evaluation.Losses(model, dataset, objectives, input), _ => false);

    /// <summary>The part of right answers of each task, for classifications (<see cref="Metrics.Accuracy"/>); higher is better.</summary>
    public static Measure Accuracy { get; } = new("accuracy", AccuracyOf, _ => true);

    private static double[] AccuracyOf(MultiTaskModule model, Dataset dataset, IReadOnlyList<Objective> objectives, string input)
    {
        Accuracy[] metrics = [.. objectives.Select(_ => new Accuracy())];
        Evaluation.Measure(model, dataset, [.. metrics.Zip(objectives, (metric, objective) => ((Metric)metric, objective.Target))], input, batchSize: 1000);
        return [.. metrics.Select(metric => metric.Value)];
    }
}
