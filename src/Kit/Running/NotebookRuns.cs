using Marginalia.Kernel.Running;
using Marginalia.Kit.Claims;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>Runs notebooks one after the other and says what came of their claims.</summary>
internal sealed class NotebookRuns(Workspace workspace, Screen screen)
{
    readonly WebAssets assets = new(workspace);

    /// <summary>Runs all notebooks of the request; one that fails does not keep the others from running.</summary>
    /// <returns>0 when every cell ran and no claim failed, 1 otherwise, 130 when interrupted.</returns>
    /// <exception cref="UsageError">Something about a notebook is wrong; then none has run.</exception>
    public int Run(RunRequest request, CancellationToken interruption)
    {
        var jobs = RunPlan.Of(request, workspace);
        List<RunOutcome> outcomes = [];
        HashSet<string> lacks = [];
        foreach (var job in jobs)
        {
            var fingerprint = RunOutputs.Fingerprint(job);
            var result = Watch(job, request.Quick, interruption);
            if (result.Cancelled) return 130;
            outcomes.Add(Conclude(job, result, request.Save ? fingerprint : null));
            lacks.UnionWith(assets.Missing(result.Executed));
            screen.Line();
        }

        if (outcomes.Count > 1) ShowAll(outcomes);
        foreach (var lack in lacks) Warn(lack);
        return outcomes.All(outcome => outcome.Problem is null) ? 0 : 1;
    }

    RunResult Watch(NotebookJob job, bool quick, CancellationToken interruption)
    {
        var labels = CellLabels.Of(job.RunningCells, job.Prepared);
        screen.Line(screen.Bold(CellLabels.Title(job.Notebook) ?? job.Name));
        screen.Line(screen.Dim($"{job.Shown}, {labels.Count} code {(labels.Count == 1 ? "cell" : "cells")}{(quick ? ", quick" : "")}"));
        screen.Line();
        RunResult result;
        using (var reporter = new RunReporter(screen, labels))
            result = job.Runner.Run(job.Notebook, reporter, interruption);

        screen.Line();
        if (result.Cancelled)
        {
            var place = result.Cells is [.., var last] ? $"in cell {last.Number} of {labels.Count} ({Cells.Cut(labels[last.Number - 1], 40)})" : "before the first cell";
            Warn($"Interrupted {place}, {Durations.Text(result.Elapsed)} after the start. {job.Shown} is as it was; nothing was written.");
        }
        else if (result.FailedCell is { } failed)
        {
            CellFailure.Show(failed, labels[failed.Number - 1], job.RunningCells[failed.Number - 1].Source, screen);
        }

        return result;
    }

    // With a fingerprint the outputs are also stored in the notebook.
    RunOutcome Conclude(NotebookJob job, RunResult result, string? fingerprint)
    {
        var paths = RunOutputs.Write(job, result, assets);
        var (claims, problem) = Claimed(result);
        ClaimTable.Show(claims, screen);
        if (result.FailedCell is { } failed) problem = $"cell {failed.Number} failed";
        var ran = $"{result.Cells.Count} of {job.RunningCells.Count} cells ran";
        screen.Line($"{(problem is null ? screen.Good("ok") : screen.Bad(problem))}: {ran}, total {Durations.Text(result.Elapsed)}");
        foreach (var path in paths) screen.Line($"  {screen.Accent(workspace.Shown(path))}");
        if (fingerprint is not null)
        {
            var refusal = RunOutputs.Save(job, result, fingerprint);
            if (refusal is null) screen.Line($"  outputs stored in {screen.Accent(job.Shown)}");
            else Warn($"{job.Shown} is as it was: {refusal}.");
            problem ??= refusal;
        }

        return new(job.Shown, problem, claims, result.Elapsed);
    }

    void Warn(string text)
    {
        foreach (var line in Cells.Wrap(text, screen.Width)) screen.Line(screen.Warn(line));
    }

    static (IReadOnlyList<Claim> Claims, string? Problem) Claimed(RunResult result)
    {
        try
        {
            var claims = NotebookClaims.Of(result.Executed);
            var failed = claims.Count(claim => claim.Failed);
            return (claims, failed == 0 ? null : $"{failed} of {claims.Count} {(claims.Count == 1 ? "claim" : "claims")} failed");
        }
        catch (FormatException error)
        {
            return ([], error.Message);
        }
    }

    void ShowAll(IReadOnlyList<RunOutcome> outcomes)
    {
        var table = new TextTable(new("Notebook"), new("Result", Flexible: true), new("Claims kept", Right: true), new("Time", Right: true));
        foreach (var outcome in outcomes)
        {
            var kept = $"{outcome.Claims.Count(claim => !claim.Failed)} of {outcome.Claims.Count}";
            table.Add(outcome.Shown, new(outcome.Problem ?? "ok", outcome.Problem is null ? screen.Good : screen.Bad), kept, Durations.Text(outcome.Time));
        }

        foreach (var line in table.Lines(screen)) screen.Line(line);
    }
}
