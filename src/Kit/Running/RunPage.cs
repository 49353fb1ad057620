using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>Shows a run in full: heading, cells as they go, claims, where the results are.</summary>
internal sealed class RunPage : IRunView
{
    readonly NotebookJob job;
    readonly Workspace workspace;
    readonly Screen screen;
    readonly RunReporter cells;

    public RunPage(NotebookJob job, bool quick, Workspace workspace, Screen screen)
    {
        (this.job, this.workspace, this.screen) = (job, workspace, screen);
        screen.Line(screen.Bold(job.Title));
        screen.Line(screen.Dim($"{job.Shown}, {job.Labels.Count} code {(job.Labels.Count == 1 ? "cell" : "cells")}{(quick ? ", quick" : "")}"));
        screen.Line();
        cells = new(screen, job.Labels);
    }

    public void Dispose() => cells.Dispose();

    public void CellStarted(CellStart cell) => cells.CellStarted(cell);

    public void StreamText(string name, string text) => cells.StreamText(name, text);

    public void Displayed(MimeBundle bundle, string displayId, bool update) => cells.Displayed(bundle, displayId, update);

    public void Returned(MimeBundle bundle) => cells.Returned(bundle);

    public void CellFinished(CellRun cell) => cells.CellFinished(cell);

    public void ErrorLine(string text) => cells.ErrorLine(text);

    public void Interrupted(RunResult result)
    {
        cells.Dispose();
        screen.Line();
        var place = result.Cells is [.., var last] ? $"in cell {last.Number} of {job.Labels.Count} ({Cells.Cut(job.Labels[last.Number - 1], 40)})" : "before the first cell";
        Warn($"Interrupted {place}, {Durations.Text(result.Elapsed)} after the start. {job.Shown} is as it was; nothing was written.");
    }

    public void Finished(RunOutcome outcome)
    {
        cells.Dispose();
        screen.Line();
        CellFailure.Show(outcome, screen);
        ClaimTable.Show(outcome.Claims, screen);
        screen.Line($"{(outcome.Problem is { } problem ? screen.Bad(problem) : screen.Good("ok"))}: {outcome.Ran}, total {Durations.Text(outcome.Result.Elapsed)}");
        foreach (var path in outcome.Files) screen.Line($"  {screen.Accent(workspace.Shown(path))}");
        if (outcome.Refusal is "") screen.Line($"  outputs stored in {screen.Accent(job.Shown)}");
        else if (outcome.Refusal is { } refusal) Warn($"{job.Shown} is as it was: {refusal}.");
        screen.Line();
    }

    void Warn(string text)
    {
        foreach (var line in Cells.Wrap(text, screen.Width)) screen.Line(screen.Warn(line));
    }
}
