using System.Diagnostics;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Running;

/// <summary>Writes what it observes of a run into the notebook: outputs, counters, times.</summary>
public sealed class RunRecorder : IRunObserver
{
    readonly Notebook _notebook;
    readonly bool _times;
    readonly NotebookCell[] _cells;
    readonly List<CellOutputs> _outputs = [];
    readonly List<CellRun> _runs = [];
    readonly Dictionary<string, (CellOutputs Cell, int Index)> _displays = [];
    long? _start;

    /// <summary>Begins a record.</summary>
    /// <param name="notebook">The notebook that runs; the outputs that it has are dropped.</param>
    /// <param name="times">Whether to write each cell's seconds into its metadata.</param>
    public RunRecorder(Notebook notebook, bool times = false)
    {
        (_notebook, _times) = (notebook, times);
        _cells = [.. notebook.Cells.Where(cell => cell.Runs)];
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.HasTag("skip-execution")))
            (cell.ExecutionCount, cell.Outputs) = (null, []);
    }

    /// <summary>Characters of console text that the running cell has, as a terminal would show it.</summary>
    internal int TextLength => _outputs[^1].TextLength;

    /// <inheritdoc/>
    public void CellStarted(CellStart cell)
    {
        _start ??= Stopwatch.GetTimestamp();
        _outputs.Add(new(cell.Number));
    }

    /// <inheritdoc/>
    public void StreamText(string name, string text) => _outputs[^1].AddText(name, text);

    /// <inheritdoc/>
    public void Displayed(MimeBundle bundle, string displayId, bool update)
    {
        if (!update)
            _displays[displayId] = (_outputs[^1], _outputs[^1].Add(new DisplayOutput(bundle)));
        else if (_displays.TryGetValue(displayId, out var place))
            place.Cell.Replace(place.Index, new DisplayOutput(bundle));
    }

    /// <inheritdoc/>
    public void Returned(MimeBundle bundle) => _outputs[^1].Add(new ResultOutput(bundle, _outputs[^1].ExecutionCount));

    /// <inheritdoc/>
    public void CellFinished(CellRun cell)
    {
        if (cell.Error is { } error)
            _outputs[^1].Add(new ErrorOutput(error.Name, error.Value, error.Traceback));
        var finished = _cells[cell.Number - 1];
        finished.ExecutionCount = cell.Number;
        if (_times)
            finished.Metadata["marginalia"] = new JsonObject { ["seconds"] = Math.Round(cell.Elapsed.TotalSeconds, 3) };
        _runs.Add(cell);
        foreach (var (outputs, owner) in _outputs.Zip(_cells).Where(pair => pair.First.Changed)) // an update may reach an earlier cell
            owner.Outputs = outputs.ToList();
    }

    /// <summary>The run as recorded so far.</summary>
    public RunResult Result(bool cancelled) => new(_notebook, _runs, _start is { } start ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero, cancelled);
}
