using System.Diagnostics;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Running;

/// <summary>Runs a notebook from top to bottom without a front end.</summary>
public sealed class NotebookRunner(RunOptions options)
{
    /// <summary>Runs a copy of the notebook in a new engine; the notebook itself and its file are not touched.</summary>
    /// <param name="notebook">The notebook; relative paths in it start from its folder.</param>
    /// <param name="observer">Watches, or null.</param>
    /// <param name="token">Interrupts the running cell and ends the run.</param>
    /// <exception cref="NotebookException">The notebook is neither in C# nor in F#, or a parameter is unknown or does not fit; nothing has run.</exception>
    public RunResult Run(Notebook notebook, IRunObserver? observer = null, CancellationToken token = default) => RunPrepared(Prepare(notebook), observer, token);

    /// <summary>Runs a notebook that <see cref="Prepare"/> has made; its outputs go into it.</summary>
    public RunResult RunPrepared(Notebook prepared, IRunObserver? observer = null, CancellationToken token = default)
    {
        var recorder = new RunRecorder(prepared, options.RecordTimes);
        var folder = Environment.CurrentDirectory;
        Environment.CurrentDirectory = options.WorkingFolder ?? Path.GetDirectoryName(prepared.Path) ?? folder;
        try
        {
            RunCells([.. prepared.Cells.Where(cell => cell.Runs)], prepared.Language, recorder, observer is null ? recorder : new RunObservers(recorder, observer), token);
            return recorder.Result(token.IsCancellationRequested);
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

    void RunCells(IReadOnlyList<NotebookCell> cells, string language, RunRecorder recorder, IRunObserver observer, CancellationToken token)
    {
        var engine = new NotebookEngine(options.Engine);
        var sink = new LimitedSink(recorder, observer, options.Limits);
        foreach (var (index, cell) in cells.Index())
        {
            if (token.IsCancellationRequested)
                return;
            var (number, firstLine) = (index + 1, cell.Source.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "");
            observer.CellStarted(new(number, cells.Count, firstLine));
            var start = Stopwatch.GetTimestamp();
            var error = RunCell(engine, cell, language, number, sink, token);
            sink.EndCell();
            var run = new CellRun(number, firstLine, Stopwatch.GetElapsedTime(start), error, cell.HasTag("raises-exception") && error?.Kind != CellErrorKind.Interrupted);
            observer.CellFinished(run);
            if (!run.Ok && !options.ContinueAfterError)
                return;
        }
    }

    CellError? RunCell(NotebookEngine engine, NotebookCell cell, string language, int number, LimitedSink sink, CancellationToken token)
    {
        using var timeout = new CancellationTokenSource(options.CellTimeout ?? Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token);
        var error = engine.Execute(cell.Source, cell.Language ?? language, sink, either.Token).Error;
        if (error?.Kind != CellErrorKind.Interrupted || !timeout.IsCancellationRequested || token.IsCancellationRequested)
            return error;
        var message = $"cell {number} ran longer than its limit of {options.CellTimeout!.Value.TotalSeconds:0.###} s and was interrupted";
        return error with { Name = "Timeout", Value = message, Traceback = [message, .. error.Traceback] };
    }
}
