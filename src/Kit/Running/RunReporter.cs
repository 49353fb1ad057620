using System.Diagnostics;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Running;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>
/// Shows a run as it goes: a line for each cell, what it prints below it, its time at the end. On a terminal a live line shows
/// the time and the progress bar of the running cell; elsewhere only finished text is written.
/// </summary>
internal sealed class RunReporter : IRunObserver, IDisposable
{
    const string Indent = "        ";

    readonly Lock gate = new();
    readonly Screen screen;
    readonly IReadOnlyList<string> labels;
    readonly Dictionary<string, LineBuffer> streams = new() { ["stderr"] = new(), ["stdout"] = new() };
    readonly Timer? ticker;
    CellStart? running;
    long started;
    bool headed;

    /// <param name="screen">Where to show the run.</param>
    /// <param name="labels">Labels of the cells that run, in their order.</param>
    public RunReporter(Screen screen, IReadOnlyList<string> labels)
    {
        (this.screen, this.labels) = (screen, labels);
        if (screen.Live) ticker = new(_ => Refresh(), null, 100, 100);
    }

    public void Dispose()
    {
        ticker?.Dispose();
        lock (gate) screen.EraseStatus();
    }

    public void CellStarted(CellStart cell)
    {
        lock (gate)
        {
            (running, started, headed) = (cell, Stopwatch.GetTimestamp(), false);
            if (!screen.Live) screen.Write(Head(cell));
        }
    }

    public void StreamText(string name, string text)
    {
        lock (gate)
            foreach (var line in streams[name].Append(text)) Print(Cells.Clean(line), screen.Dim);
    }

    /// <summary>A line that native code wrote.</summary>
    public void ErrorLine(string text)
    {
        lock (gate) Print(Cells.Clean(text), screen.Dim);
    }

    public void Displayed(MimeBundle bundle, string displayId, bool update)
    {
        if (!update) Returned(bundle);
    }

    public void Returned(MimeBundle bundle)
    {
        lock (gate)
            foreach (var line in DisplayedText.Of(bundle)) Print(line, screen.Accent);
    }

    public void CellFinished(CellRun cell)
    {
        lock (gate)
        {
            foreach (var stream in streams.Values)
            {
                if (stream.Pending.Length > 0) Print(Cells.Clean(stream.Pending), screen.Dim);
                stream.Clear();
            }

            var time = Durations.Text(cell.Elapsed);
            var end = cell.Ok ? screen.Dim(time) : screen.Bad($"stopped after {time}");
            if (headed) screen.Line(Indent + (cell.Ok ? screen.Dim($"took {time}") : end));
            else screen.Line(screen.Live ? $"{Head(running!)}  {end}" : $"  {end}");
            running = null;
        }
    }

    void Print(string text, Func<string, string> paint)
    {
        if (!headed && running is { } cell) screen.Line(screen.Live ? Head(cell) : "");
        headed = true;
        foreach (var piece in screen.Live ? Cells.Pieces(text, screen.Width - Indent.Length) : [text])
            screen.Line((Indent + paint(piece)).TrimEnd());
    }

    void Refresh()
    {
        lock (gate)
        {
            if (running is null) return;
            var bar = streams.Values.Select(stream => Cells.Clean(stream.Pending).Trim()).FirstOrDefault(pending => pending.Length > 0);
            var time = Durations.Text(Stopwatch.GetElapsedTime(started));
            screen.Status($"{(headed ? Indent : $"{Head(running, paint: false)}  ")}{time}  {bar}");
        }
    }

    string Head(CellStart cell, bool paint = true)
    {
        var count = $"[{cell.Number.ToString().PadLeft(cell.Of.ToString().Length)}/{cell.Of}]";
        var label = Cells.Cut(Cells.Clean(labels[cell.Number - 1]), screen.Width - 24);
        return $"{count,7} {(paint ? screen.Bold(label) : label)}";
    }
}
