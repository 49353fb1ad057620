using Marginalia.Architectures;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;

namespace Marginalia.Training;

/// <summary>A number per task by which networks are compared, and which way it goes.</summary>
/// <param name="Name">What is measured, for example <c>accuracy</c>.</param>
/// <param name="Values">Network, data set, the objectives of the network's tasks in order, and the name of its input, to one number per task.</param>
/// <param name="HigherIsBetter">Whether higher is better for a task.</param>
public sealed record Measure(
    string Name, Func<MultiTaskModule, Dataset, IReadOnlyList<Objective>, string, double[]> Values, Func<Objective, bool> HigherIsBetter)
{
    /// <summary>The mean loss of each task; lower is better.</summary>
    public static Measure Loss { get; } = new(
        "loss", (model, dataset, objectives, input) => Evaluation.Losses(model, dataset, objectives, input), _ => false);

    /// <summary>The part of right answers of each task, for classifications (<see cref="Metrics.Accuracy"/>); higher is better.</summary>
    public static Measure Accuracy { get; } = new("accuracy", AccuracyOf, _ => true);

    /// <summary>The scores of tasks of dense prediction, in one pass; networks may have any of the tasks, in any order.</summary>
    /// <param name="tasks">The tasks; objectives are told apart by their names.</param>
    /// <exception cref="ArgumentException">Two tasks have the same name; or, when it measures, an objective belongs to none of the tasks.</exception>
    public static Measure Of(IReadOnlyList<DenseTask> tasks)
    {
        if (tasks.Select(task => task.Name).Distinct().Count() is var names && (names == 0 || names < tasks.Count))
            throw new ArgumentException($"Measure: tasks [{string.Join(", ", tasks.Select(task => task.Name))}] are given; expected one or more of different names.");
        DenseTask Find(Objective objective) => tasks.FirstOrDefault(task => task.Name == objective.Task)
            ?? throw new ArgumentException($"Measure: there is no task '{objective.Task}'; the tasks are {string.Join(", ", tasks.Select(task => task.Name))}.");
        return new(
            string.Join("; ", tasks.Select(task => $"{task.Name}: {task.Unit}")),
            (model, dataset, objectives, input) =>
            {
                DenseTask[] measured = [.. objectives.Select(Find)];
                Metric[] metrics = [.. measured.Select(task => task.Metric())];
                Evaluation.Measure(model, dataset, [.. metrics.Zip(objectives, (metric, objective) => (metric, objective.Target))], input);
                return [.. measured.Zip(metrics, (task, metric) => task.Score(metric))];
            },
            objective => Find(objective).HigherIsBetter);
    }

    private static double[] AccuracyOf(MultiTaskModule model, Dataset dataset, IReadOnlyList<Objective> objectives, string input)
    {
        Accuracy[] metrics = [.. objectives.Select(_ => new Accuracy())];
        Evaluation.Measure(model, dataset, [.. metrics.Zip(objectives, (metric, objective) => ((Metric)metric, objective.Target))], input, batchSize: 1000);
        return [.. metrics.Select(metric => metric.Value)];
    }
}
