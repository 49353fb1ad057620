using Marginalia.Claims;
using Marginalia.Rendering;

namespace Marginalia.Training;

/// <summary>What a <see cref="Comparison"/> found. In a notebook it is a table with means over seeds and 95 % intervals.</summary>
[TypeFormatterSource(typeof(ComparisonFormats), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ComparisonTable : IDisposable
{
    internal ComparisonTable(ComparisonPlan plan, IReadOnlyList<ComparisonRow> rows)
    {
        (Measure, Rows, Baseline, Rule, Steps, BatchSize) = (plan.Measure.Name, rows, plan.Baseline, plan.Rule, plan.Steps, plan.BatchSize);
        Tasks = [.. plan.Objectives.Select(objective => objective.Task)];
        HigherIsBetter = plan.HigherIsBetter;
    }

    /// <summary>Names of the tasks.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>What was measured.</summary>
    public string Measure { get; }

    /// <summary>Whether higher is better, for each task.</summary>
    public IReadOnlyList<bool> HigherIsBetter { get; }

    /// <summary>Which parameters of a run were measured.</summary>
    public SelectionRule Rule { get; }

    /// <summary>Optimizer steps of every run.</summary>
    public int Steps { get; }

    /// <summary>Examples per batch.</summary>
    public int BatchSize { get; }

    /// <summary>Name of the method that differences are taken to.</summary>
    public string Baseline { get; }

    /// <summary>One row per seed and method.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>Names of the methods, baselines first.</summary>
    public IReadOnlyList<string> Arms => [.. Rows.Select(row => row.Arm).Distinct()];

    /// <summary>The rows of a method, in the order of the seeds: rows of two methods are paired by position.</summary>
    /// <exception cref="KeyNotFoundException">There is no such method; the message lists those that there are.</exception>
    public IReadOnlyList<ComparisonRow> this[string arm] => Rows.Where(row => row.Arm == arm).ToArray() is { Length: > 0 } rows
        ? rows
        : throw new KeyNotFoundException($"ComparisonTable: no method is named '{arm}'; there are {string.Join(", ", Arms)}.");

    /// <summary>A quantity of two methods, seed by seed: the first minus the second.</summary>
    /// <param name="arm">Name of the method.</param>
    /// <param name="baseline">Name of the method that it is compared with; null is <see cref="Baseline"/>.</param>
    /// <param name="of">The quantity; null is <see cref="ComparisonRow.Delta"/>.</param>
    public double[] Differences(string arm, string? baseline = null, Func<ComparisonRow, double>? of = null)
    {
        of ??= row => row.Delta;
        return [.. this[arm].Zip(this[baseline ?? Baseline], (row, other) => of(row) - of(other))];
    }

    /// <summary>Mean, and half the width of its 95 % t interval (NaN for a single seed).</summary>
    public static (double Mean, double Half) MeanAndHalf(IReadOnlyCollection<double> values) =>
        (Statistics.Mean(values), values.Count == 1 ? double.NaN : Statistics.MeanInterval(values).High - Statistics.Mean(values));

    /// <summary>The table for terminals.</summary>
    public override string ToString() => CardText.Of(ComparisonCard.Of(this));

    /// <summary>The table as HTML.</summary>
    public string ToHtml() => CardHtml.Of(ComparisonCard.Of(this));

    /// <summary>Frees the networks that were kept; nothing else needs to be freed.</summary>
    public void Dispose()
    {
        foreach (var network in Rows.SelectMany(row => row.Networks))
            network.Dispose();
    }
}
