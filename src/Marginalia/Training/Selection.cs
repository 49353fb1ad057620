using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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
                Run(jobs, plan.Workers, job =>
                {
                    job.Choice.Offer(Trial.Run(plan, job.Tasks, job.Setting, job.Variant, job.Seed, job.Score, cancellation), job.Index);
                    lock (selection)
                        progress?.Report(++finished);
                }, cancellation);
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
    public IReadOnlyList<ComparisonRow> MeasuredOn(Dataset test)
    {
        double[] Measured(Choice choice, Dataset data, params int[] tasks) =>
            plan.Measure.Values(choice.Best.Network!, data, [.. tasks.Select(task => plan.Objectives[task])], plan.InputName);

        var rows = new List<ComparisonRow>();
        foreach (long seed in plan.Seeds)
        {
            Choice[] references = [.. Tasks.Select(task => singles[(seed, task)])];
            double[] Each(Dataset data) => [.. references.Select((choice, task) => Measured(choice, data, task)[0])];
            var reference = Each(test);
            rows.Add(new(BalancerComparison.SingleTask, seed, [.. references.Select(choice => choice.Best.Setting)], "",
                Each(plan.Train), ReferenceOf(seed), reference, 0, references.Sum(choice => choice.Best.SecondsPerStep),
                references.Sum(choice => choice.Diverged), references.Sum(choice => choice.Candidates)));
            foreach (var arm in plan.AllArms)
            {
                var choice = methods[(seed, arm.Name)];
                var measured = Measured(choice, test, Tasks);
                rows.Add(new(arm.Name, seed, [choice.Best.Setting], choice.Best.Variant, Measured(choice, plan.Train, Tasks), choice.Best.Validation, measured,
                    DeltaMtl.Percent(measured, reference, plan.HigherIsBetter), choice.Best.SecondsPerStep, choice.Diverged, choice.Candidates));
            }
        }

        return rows;
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        foreach (var choice in singles.Values.Concat(methods.Values))
            choice.Dispose();
    }

    private IEnumerable<Job> SingleTaskJobs()
    {
        var higher = plan.HigherIsBetter;
        var plain = new Variant("", _ => new EqualWeighting(1));
        return from seed in plan.Seeds
               from task in Tasks
               from setting in plan.Settings.Index()
               select new Job(singles[(seed, task)], setting.Index, [task], setting.Item, plain, seed, values => higher[task] ? values[0] : -values[0]);
    }

    private IEnumerable<Job> MethodJobs() =>
        from seed in plan.Seeds
        from arm in plan.AllArms
        let candidates = from variant in arm.Variants from setting in plan.Settings where arm.Allows(setting) select (variant, setting)
        from candidate in candidates.Index()
        select new Job(methods[(seed, arm.Name)], candidate.Index, Tasks, candidate.Item.setting, candidate.Item.variant, seed,
            values => DeltaMtl.Percent(values, ReferenceOf(seed), plan.HigherIsBetter));

    /// <summary>The measure of the single-task networks on validation data [T].</summary>
    private double[] ReferenceOf(long seed) => [.. Tasks.Select(task => singles[(seed, task)].Best.Validation[0])];

    private static void Run(Job[] jobs, int workers, Action<Job> run, CancellationToken cancellation)
    {
        if (workers == 1)
        {
            Array.ForEach(jobs, run);
            return;
        }

        try
        {
            var oneByOne = Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, run);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    private sealed record Job(Choice Choice, int Index, int[] Tasks, Setting Setting, Variant Variant, long Seed, Func<double[], double> Score);
}
