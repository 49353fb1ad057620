using System.Diagnostics;
using Marginalia.Kernel.Running;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>Shows several runs at the same time: a line for each notebook when it is over, what went wrong below it. On a terminal a live line says what runs.</summary>
internal sealed class RunLines : IDisposable
{
    readonly Screen screen;
    readonly int count;
    readonly Lock gate = new();
    readonly List<View> running = [];
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly Timer? ticker;
    int finished;

    public RunLines(Screen screen, int count)
    {
        (this.screen, this.count) = (screen, count);
        if (screen.Live) ticker = new(_ => Refresh(), null, 100, 100);
    }

    public void Dispose()
    {
        ticker?.Dispose();
        lock (gate) screen.EraseStatus();
    }

    /// <summary>The view of one of the notebooks.</summary>
    public IRunView Open(NotebookJob job)
    {
        var view = new View(job, this);
        lock (gate) running.Add(view);
        return view;
    }

    void Refresh()
    {
        lock (gate)
            if (running.Count > 0) screen.Status($"{Durations.Text(clock.Elapsed)}  {string.Join("  ", running.Select(view => view.Place))}");
    }

    void Show(RunOutcome outcome)
    {
        lock (gate)
        {
            var number = $"[{(++finished).ToString().PadLeft(count.ToString().Length)}/{count}]";
            var time = screen.Dim(Durations.Text(outcome.Result.Elapsed));
            if (outcome.Problem is null) screen.Line($"{number} {screen.Good("✓")} {outcome.Job.Shown}  {time}");
            else screen.Line($"{number} {screen.Bad("✗")} {outcome.Job.Shown}: {screen.Bad(outcome.Problem)}  {time}");
            CellFailure.Show(outcome, screen);
            if (outcome.Refusal is { Length: > 0 } refusal) screen.Line(screen.Warn($"    not stored: {refusal}"));
        }
    }

    void Show(NotebookJob job)
    {
        lock (gate) screen.Line(screen.Warn($"Interrupted: {job.Shown}, which is as it was"));
    }

    sealed class View(NotebookJob job, RunLines all) : IRunView
    {
        volatile int cell;

        public string Place => $"{job.Name} {cell}/{job.RunningCells.Count}";

        public void CellStarted(CellStart start) => cell = start.Number;

        public void ErrorLine(string text)
        {
        }

        public void Interrupted(RunResult result) => all.Show(job);

        public void Finished(RunOutcome outcome) => all.Show(outcome);

        public void Dispose()
        {
            lock (all.gate) all.running.Remove(this);
        }
    }
}
