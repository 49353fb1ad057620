using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;

namespace Marginalia.Training;

/// <summary>
/// The first half of a comparison: trains every candidate and keeps the best of each method and seed by validation data. It is complete before
/// <see cref="MeasuredOn"/> sees test data.
/// </summary>
internal sealed class Selection : IDisposable
{
    private readonly ComparisonPlan plan;
    private readonly Dictionary<(long Seed, int Task), Choice> singles;
    private readonly Dictionary<(long Seed, string Arm), Choice> methods;

    private Selection(ComparisonPlan plan)
    {
        this.plan = plan;
        singles = plan.Seeds.SelectMany(seed => Tasks.Select(task => (seed, task))).ToDictionary(key => key, _ => new Choice());
        methods = plan.Seeds.SelectMany(seed => plan.AllArms.Select(arm => (seed, arm.Name))).ToDictionary(key => key, _ => new Choice());
    }

    private int[] Tasks => [.. Enumerable.Range(0, plan.Objectives.Count)];

    /// <summary>Chooses. Single-task networks go first: methods are ranked by their gain over them on validation data.</summary>
    public static Selection Of(ComparisonPlan plan, CancellationToken cancellation)
    {
        var selection = new Selection(plan);
        bool done = false;
        try
        {
            Job[] singles = [.. selection.SingleTaskJobs()], methods = [.. selection.MethodJobs()];
            using var progress = plan.Progress is null ? null : new Progress(plan.Progress, singles.Length + methods.Length);
            int finished = 0;
            foreach (var jobs in (Job[][])[singles, methods])
                SideBySide.Run(jobs, job =>
                {
                    job.Choice.Offer(job.Trial.Run(() => selection.SinglesOf(job.Trial.Seed), job.Score, cancellation), job.Index);
                    lock (selection)
                        progress?.Report(++finished);
                }, plan.Workers, cancellation);
            done = true;
            return selection;
        }
        finally
        {
            if (!done)
                selection.Dispose();
        }
    }

    /// <summary>Measures the chosen networks, and nothing else, on test data.</summary>
    public IReadOnlyList<ComparisonRow> MeasuredOn(Dataset test, CancellationToken cancellation)
    {
        Choice[] all = [.. singles.Values, .. methods.Values];
        var measured = all.Zip(SideBySide.Run(all, choice => (Test: choice.Best.Measure(test), Train: choice.Best.MeasureLast(plan.Train)), plan.Workers, cancellation))
            .ToDictionary(pair => pair.First, pair => pair.Second);

        using var example = plan.Train.Get([0]);
        var input = example[plan.InputName];
        long? Macs(Choice choice) => input.is_floating_point() ? LayerTable.Of(choice.Best.Network!, input.shape[1..]).Macs : null;

        var rows = new List<ComparisonRow>();
        foreach (long seed in plan.Seeds)
        {
            ComparisonRow Row(string arm, Choice[] choices, double[]? reference)
            {
                double[] Each(Func<Choice, double[]> of) => [.. choices.SelectMany(of)];
                var values = Each(choice => measured[choice].Test);
                return new(arm, seed, [.. choices.Select(choice => choice.Best.Setting)], choices[0].Best.Variant.Name,
                    Each(choice => measured[choice].Train), Each(choice => choice.Best.Validation), values,
                    reference is null ? 0 : DeltaMtl.Percent(values, reference, plan.HigherIsBetter), choices.Sum(choice => choice.Best.SecondsPerStep),
                    choices.Sum(choice => choice.Diverged), choices.Sum(choice => choice.Candidates))
                {
                    Parameters = choices.Sum(choice => choice.Best.Network!.parameters().Sum(parameter => parameter.numel())),
                    Macs = choices.Select(Macs).Aggregate((sum, own) => sum + own),
                    Histories = [.. choices.Select(choice => choice.Best.History)],
                };
            }

            rows.Add(Row(Comparison.SingleTask, SinglesFor(seed), null));
            var reference = rows[^1].Test;
            rows.AddRange(plan.AllArms.Select(arm => Row(arm.Name, [methods[(seed, arm.Name)]], reference)));
        }

        return rows;
    }

    /// <summary>Hands the chosen networks to the rows, which own them from now on.</summary>
    public IReadOnlyList<ComparisonRow> Keep(IReadOnlyList<ComparisonRow> rows) =>
    [
        .. rows.Select(row => row with
        {
            Networks = [.. (row.Arm == Comparison.SingleTask ? SinglesFor(row.Seed) : [methods[(row.Seed, row.Arm)]]).Select(choice => choice.Best.HandOver())],
        }),
    ];

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        foreach (var choice in singles.Values.Concat(methods.Values))
            choice.Dispose();
    }

    private IEnumerable<Job> SingleTaskJobs()
    {
        var higher = plan.HigherIsBetter;
        var (arm, plain) = (new Arm(Comparison.SingleTask, []), new Variant("", _ => new EqualWeighting(1)));
        return from seed in plan.Seeds
               from task in Tasks
               from setting in plan.Settings.Index()
               select new Job(singles[(seed, task)], setting.Index, new(plan, arm, plain, setting.Item, [task], seed), values => higher[task] ? values[0] : -values[0]);
    }

    private IEnumerable<Job> MethodJobs() =>
        from seed in plan.Seeds
        from arm in plan.AllArms
        let candidates = from variant in arm.Variants from setting in plan.Settings where arm.Allows(setting) select (variant, setting)
        from candidate in candidates.Index()
        select new Job(methods[(seed, arm.Name)], candidate.Index, new(plan, arm, candidate.Item.variant, candidate.Item.setting, Tasks, seed),
            values => DeltaMtl.Percent(values, [.. SinglesFor(seed).Select(choice => choice.Best.Validation[0])], plan.HigherIsBetter));

    private Choice[] SinglesFor(long seed) => [.. Tasks.Select(task => singles[(seed, task)])];

    private MultiTaskModule[] SinglesOf(long seed) => [.. SinglesFor(seed).Select(choice => choice.Best.Network!)];

    private sealed record Job(Choice Choice, int Index, Trial Trial, Func<double[], double> Score);
}
