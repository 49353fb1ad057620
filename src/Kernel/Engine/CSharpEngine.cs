using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Engine;

/// <summary>
/// Runs C# cells one after the other; each sees what those before it declared. One cell at a time; <see cref="Interrupt"/> comes from another thread.
/// A cell that throws, or is interrupted, keeps what it declared until then.
/// </summary>
public sealed class CSharpEngine
{
    readonly EngineOptions _options;
    readonly SubmissionCompiler _compiler;
    readonly OutputChannel _output = new();
    readonly Lock _gate = new();
    readonly List<string> _imports = [];
    object?[] _state = new object?[16];
    CancellationTokenSource? _running;
    bool _stopping, _abandoned;
    int _cells;

    /// <summary>With default options.</summary>
    public CSharpEngine() : this(new())
    {
    }

    /// <summary>With the given options.</summary>
    public CSharpEngine(EngineOptions options)
    {
        _options = options;
        _compiler = new([.. options.Imports, "Microsoft.DotNet.Interactive.Kernel", "Microsoft.DotNet.Interactive.Formatting"]);
    }

    /// <summary>Compiles and runs a throw-away cell in an engine of its own, so that the first real cell finds the compiler warm.</summary>
    public static void WarmUp() =>
        new CSharpEngine().Execute("var w = new List<int> { 1 }; w.Select(x => x + 1).ToArray()", new SilentSink());

    /// <summary>Runs one cell. Output goes to the sink, in order, and is complete when the call returns.</summary>
    /// <param name="code">C#, with <c>#!</c> and <c>#r</c> lines.</param>
    /// <param name="sink">Receives output; called on one other thread.</param>
    /// <param name="token">Interrupts the cell.</param>
    public CellResult Execute(string code, IOutputSink sink, CancellationToken token = default)
    {
        var clock = new CellClock();
        var cancellation = new CancellationTokenSource(); // not disposed: tasks that outlive the cell may still look at it
        lock (_gate)
            _running = cancellation;
        using var registration = token.Register(() => Interrupt());
        ConsoleRouter.Install();
        _output.Attach(sink);
        CellError? error;
        try
        {
            error = _abandoned ? CellErrors.Abandoned() : Run(code, $"cell {++_cells}", clock, cancellation.Token);
        }
        finally
        {
            lock (_gate)
                _running = null;
            if (_stopping)
                Checkpoint.Open();
            _stopping = false;
            _output.Detach();
        }
        return new(error, clock.Compiling, clock.Running);
    }

    /// <summary>Stops the running cell: its token is cancelled, its own code stops at the next checkpoint, waiting code is woken. False when no cell runs.</summary>
    public bool Interrupt()
    {
        lock (_gate)
        {
            if (_running is not { } running)
                return false;
            if (_stopping)
                return true;
            _stopping = true;
            Checkpoint.Close();
            // On a thread of its own: what the cell registered on its token runs there, and the pool may be full of the cell's work.
            new Thread(() => Cancel(running)) { IsBackground = true, Name = "interrupt" }.Start();
            return true;
        }
    }

    static void Cancel(CancellationTokenSource running)
    {
        try
        {
            running.Cancel();
        }
        catch (AggregateException)
        {
            // thrown by what the cell registered on its token; the cell is stopping anyway
        }
    }

    CellError? Run(string code, string name, CellClock clock, CancellationToken token)
    {
        try
        {
            var script = CellScript.Parse(code);
            foreach (var part in script.Parts)
                if (RunPart(part, name, clock, token) is { } error)
                    return error;
            if (script.Timed)
                _output.Display(MimeBundle.Of("text/plain", $"Wall time: {clock.Total.TotalMilliseconds}ms"), Guid.NewGuid().ToString("N"), update: false);
            return null;
        }
        catch (DirectiveException error)
        {
            return CellErrors.Directive(error, name);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return CellErrors.Interrupted();
        }
    }

    CellError? RunPart(CellPart part, string name, CellClock clock, CancellationToken token)
    {
        switch (part)
        {
            case CodePart code:
                return RunCode(code.Code, name, clock, token);
            case ImportPart import:
                return RunImport(import, clock, token);
            default:
                _output.Display(Markup.Render((MarkupPart)part), Guid.NewGuid().ToString("N"), update: false);
                return null;
        }
    }

    CellError? RunImport(ImportPart import, CellClock clock, CancellationToken token)
    {
        var path = Path.GetFullPath(import.Path);
        if (_imports.Contains(path))
            throw new DirectiveException(import.Line, $"#!import {import.Path}: it imports itself: {string.Join(" -> ", _imports.Append(path).Select(Path.GetFileName))}");
        _imports.Add(path);
        try
        {
            return ImportedFile.Read(import).Select(cell => Run(cell.Code, cell.Name, clock, token)).FirstOrDefault(error => error is not null);
        }
        finally
        {
            _imports.Remove(path);
        }
    }

    CellError? RunCode(string code, string name, CellClock clock, CancellationToken token)
    {
        var (submission, error) = clock.Compile(() => _compiler.Compile(code, name, token));
        return submission is null ? error : clock.Run(() => Invoke(submission, token));
    }

    CellError? Invoke(Submission submission, CancellationToken token)
    {
        if (submission.Entry is null)
        {
            _compiler.Commit(submission);
            return null;
        }
        if (_state.Length <= submission.Slot)
            Array.Resize(ref _state, _state.Length * 2);
        CellError? error = null;
        try
        {
            if (!CellThread.Run(() => error = OnCellThread(submission, token), _options.AbandonAfter, token))
            {
                _abandoned = true;
                return CellErrors.Abandoned();
            }
        }
        finally
        {
            if (_state[submission.Slot] is not null)
                _compiler.Commit(submission);
        }
        return error;
    }

    CellError? OnCellThread(Submission submission, CancellationToken token)
    {
        var pump = new PumpContext();
        SynchronizationContext.SetSynchronizationContext(pump);
        CellContext.Current = new(_output, token);
        try
        {
            var task = submission.Entry!(_state);
            pump.RunUntilDone(task);
            var value = task.GetAwaiter().GetResult();
            if (submission.HasValue && value is not Microsoft.DotNet.Interactive.Formatting.DisplayedValue)
                _output.Result(Renderer.Bundle(value));
            return null;
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            return RuntimeErrors.Describe(error);
        }
    }
}
