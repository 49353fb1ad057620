using Marginalia.Charts.Drawing;
using Marginalia.Claims;
using Marginalia.Training;

namespace Marginalia.Rendering;

/// <summary>A comparison: one line per method with means over seeds, half widths of 95 % intervals, and what was chosen.</summary>
internal static class ComparisonCard
{
    /// <summary>With more tasks than this, tasks have no columns of their own.</summary>
    const int MaxTasks = 8;

    public static Card Of(ComparisonTable table)
    {
        int seeds = table[Comparison.SingleTask].Count;
        bool perTask = table.Tasks.Count <= MaxTasks;
        return new("Comparison",
            $"{table.Tasks.Count} tasks · test {table.Measure} · {seeds} {(seeds == 1 ? "seed" : "seeds")} · {table.Steps} steps of {table.BatchSize} examples")
        {
            Remarks =
            [
                "Δ: gain over single-task networks in percent, mean over tasks; positive is better.",
                $"Settings were chosen on validation data. Measured: {table.Rule}.",
                seeds == 1 ? "one seed: no intervals" : "mean ± half of the 95 % t interval over seeds; differences are paired by seed",
            ],
            Table = new(
                ["method", "chosen", .. perTask ? table.Tasks.Zip(table.HigherIsBetter, (task, up) => $"{task} {(up ? '↑' : '↓')}") : [], "Δ %", $"Δ − {table.Baseline}", "parameters", "MACs", "ms per step", "diverged"],
                [.. table.Arms.Select(arm => Row(table, arm, perTask))], 2),
        };
    }

    static string[] Row(ComparisonTable table, string arm, bool perTask)
    {
        var rows = table[arm];
        bool reference = arm == Comparison.SingleTask;
        return
        [
            arm,
            reference ? "each task its own" : string.Join("; ", rows.GroupBy(Chosen).Select(same => same.Count() == 1 ? same.Key : $"{same.Key} (×{same.Count()})")),
            .. perTask ? table.Tasks.Select((_, task) => Interval([.. rows.Select(row => row.Test[task])], Numbers.Short)) : [],
            reference ? "0" : Interval([.. rows.Select(row => row.Delta)], TwoDecimals),
            arm == table.Baseline ? "" : Interval(table.Differences(arm), TwoDecimals),
            Numbers.Fixed(rows.Average(row => row.Parameters), 0),
            rows[0].Macs is { } macs ? Numbers.Fixed(macs, 0) : "",
            Numbers.Short(1000 * Statistics.Mean([.. rows.Select(row => row.SecondsPerStep)])),
            $"{rows.Sum(row => row.Diverged)} of {rows.Sum(row => row.Candidates)}",
        ];
    }

    static string Chosen(ComparisonRow row) => row.Settings[0] + (row.Variant.Length == 0 ? "" : $", {row.Variant}");

    static string Interval(double[] values, Func<double, string> text)
    {
        var (mean, half) = ComparisonTable.MeanAndHalf(values);
        return text(mean) + (double.IsNaN(half) ? "" : $" ± {text(half)}");
    }

    static string TwoDecimals(double value) => Numbers.Fixed(value, 2);
}
