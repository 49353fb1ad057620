using System.Diagnostics;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Running;

/// <summary>Runs a notebook from top to bottom without a front end.</summary>
public sealed class NotebookRunner(RunOptions options)
{
    sealed class Unobserved : IRunObserver;

    /// <summary>Runs a copy of the notebook in a new engine; the notebook itself and its file are not touched.</summary>
    /// <param name="notebook">The notebook; relative paths in it start from its folder.</param>
    /// <param name="observer">Watches, or null.</param>
    /// <param name="token">Interrupts the running cell and ends the run.</param>
    /// <exception cref="NotebookException">The notebook is neither in C# nor in F#, or a parameter is unknown or does not fit; nothing has run.</exception>
    public RunResult Run(Notebook notebook, IRunObserver? observer = null, CancellationToken token = default)
    {
        var executed = Prepare(notebook);
        var cells = executed.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.HasTag("skip-execution")).ToList();
        foreach (var cell in cells)
            (cell.ExecutionCount, cell.Outputs) = (null, []);

        var start = Stopwatch.GetTimestamp();
        var folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = options.WorkingFolder ?? Path.GetDirectoryName(notebook.Path) ?? folder;
        try
        {
            var runs = RunCells(cells, executed.Language, observer ?? new Unobserved(), token);
            return new(executed, runs, Stopwatch.GetElapsedTime(start), token.IsCancellationRequested);
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    /// <summary>The copy that <see cref="Run"/> would run, with the cell of injected parameters if there are any. Nothing runs.</summary>
    /// <exception cref="NotebookException">The notebook is neither in C# nor in F#, or a parameter is unknown or does not fit.</exception>
    public Notebook Prepare(Notebook notebook)
    {
        NotebookLanguage.RequireSupported(notebook);
        var prepared = notebook.Clone();
        ParameterCells.Inject(prepared, options.Parameters);
        return prepared;
    }

    List<CellRun> RunCells(List<NotebookCell> cells, string language, IRunObserver observer, CancellationToken token)
    {
        var engine = new NotebookEngine(options.Engine);
        var recorder = new OutputRecorder(observer);
        var outputs = new List<(NotebookCell Cell, CellOutputs Outputs)>();
        var runs = new List<CellRun>();
        foreach (var cell in cells)
        {
            if (token.IsCancellationRequested || (runs is [.., { Ok: false }] && !options.ContinueAfterError))
                break;
            var number = runs.Count + 1;
            var firstLine = cell.Source.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "";
            observer.CellStarted(new(number, cells.Count, firstLine));
            outputs.Add((cell, recorder.Begin(number)));
            var start = Stopwatch.GetTimestamp();
            var error = RunCell(engine, cell, language, number, recorder, token);
            var run = new CellRun(number, firstLine, Stopwatch.GetElapsedTime(start), error, cell.HasTag("raises-exception") && !token.IsCancellationRequested);
            if (error is not null)
                outputs[^1].Outputs.Add(new ErrorOutput(error.Name, error.Value, error.Traceback));
            cell.ExecutionCount = number;
            if (options.RecordTimes)
                cell.Metadata["marginalia"] = new JsonObject { ["seconds"] = Math.Round(run.Elapsed.TotalSeconds, 3) };
            runs.Add(run);
            foreach (var (owner, changed) in outputs.Where(item => item.Outputs.Changed)) // an update may reach an earlier cell
                owner.Outputs = changed.ToList();
            observer.CellFinished(run);
        }
        return runs;
    }

    CellError? RunCell(NotebookEngine engine, NotebookCell cell, string language, int number, OutputRecorder recorder, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(options.CellTimeout ?? Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token);
        var error = engine.Execute(cell.Source, cell.Language ?? language, recorder, either.Token).Error;
        if (error?.Kind != CellErrorKind.Interrupted || !timeout.IsCancellationRequested || token.IsCancellationRequested)
            return error;
        var message = $"cell {number} ran longer than its limit of {options.CellTimeout!.Value.TotalSeconds:0.###} s and was interrupted";
        return error with { Name = "Timeout", Value = message, Traceback = [message, .. error.Traceback] };
    }
}
