using Marginalia.Kernel.Running;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>Runs notebooks, each in a process of its own, and says what came of their claims.</summary>
internal sealed class NotebookRuns(Workspace workspace, Screen screen)
{
    readonly WebAssets assets = new(workspace);

    /// <summary>Runs all notebooks of the request; one that fails, or takes its process with it, does not keep the others from running.</summary>
    /// <returns>0 when every cell ran and no claim failed, 1 otherwise, 130 when interrupted.</returns>
    /// <exception cref="UsageError">Something about a notebook is wrong; then none has run.</exception>
    public async Task<int> Run(RunRequest request, CancellationToken interruption)
    {
        var jobs = RunPlan.Of(request, workspace);
        var parallel = Math.Min(request.Jobs, jobs.Count);
        var outcomes = new RunOutcome?[jobs.Count];
        using (var lines = new RunLines(screen, jobs.Count))
            await Parallel.ForEachAsync(jobs.Index(), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (item, _) =>
            {
                if (interruption.IsCancellationRequested && item.Index > 0) return;
                using var view = parallel > 1 ? lines.Open(item.Item) : new RunPage(item.Item, request.Quick, workspace, screen);
                outcomes[item.Index] = await Run(item.Item, request, parallel, view, interruption);
            });

        if (interruption.IsCancellationRequested) return 130;
        if (outcomes.Length > 1) ShowAll(outcomes!, parallel > 1);
        foreach (var lack in outcomes.SelectMany(outcome => assets.Missing(outcome!.Result.Executed)).Distinct())
            foreach (var line in Cells.Wrap(lack, screen.Width)) screen.Line(screen.Warn(line));
        return outcomes.All(outcome => outcome!.Problem is null) ? 0 : 1;
    }

    /// <returns>What came of it, or null when it was interrupted: then nothing is written.</returns>
    async Task<RunOutcome?> Run(NotebookJob job, RunRequest request, int parallel, IRunView view, CancellationToken interruption)
    {
        var fingerprint = RunOutputs.Fingerprint(job);
        var recorder = new RunRecorder(job.Prepared);
        using var process = new NotebookProcess(job.Order(request.Timeout), request.Memory ?? MemoryLimit.Share(parallel), Environment.ProcessorCount / parallel);
        var (cancelled, outside) = await process.Run(new RunObservers(recorder, view), view.ErrorLine, interruption);
        var result = recorder.Result(cancelled);
        if (cancelled)
        {
            view.Interrupted(result);
            return null;
        }

        var outcome = RunOutcome.Of(job, result, outside) with { Files = RunOutputs.Write(job, result, assets) };
        if (request.Save) outcome = Stored(outcome, RunOutputs.Save(job, result, fingerprint));
        view.Finished(outcome);
        return outcome;
    }

    static RunOutcome Stored(RunOutcome outcome, string? refusal) => outcome with { Refusal = refusal ?? "", Problem = outcome.Problem ?? refusal };

    void ShowAll(IReadOnlyList<RunOutcome> outcomes, bool apart)
    {
        if (apart) screen.Line();
        var table = new TextTable(new("Notebook"), new("Result", Flexible: true), new("Claims kept", Right: true), new("Time", Right: true));
        foreach (var outcome in outcomes)
        {
            var kept = $"{outcome.Claims.Count(claim => !claim.Failed)} of {outcome.Claims.Count}";
            table.Add(outcome.Job.Shown, new(outcome.Problem ?? "ok", outcome.Problem is null ? screen.Good : screen.Bad), kept, Durations.Text(outcome.Result.Elapsed));
        }

        foreach (var line in table.Lines(screen)) screen.Line(line);
    }
}
