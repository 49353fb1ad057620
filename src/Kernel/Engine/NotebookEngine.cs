using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.FSharp;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Intelligence;
using Marginalia.Kernel.Languages;
using Marginalia.Kernel.Packages;
using Marginalia.Kernel.Sql;

namespace Marginalia.Kernel.Engine;

/// <summary>
/// Runs cells one after the other; each sees what those before it declared. One cell at a time; <see cref="Interrupt"/> comes from another thread.
/// A cell that throws, or is interrupted, keeps what it declared until then.
/// </summary>
public sealed class NotebookEngine
{
    readonly EngineOptions _options;
    readonly CellScript _script;
    readonly CellIntelligence _intelligence;
    readonly OutputQueue _output;
    readonly Lock _gate = new();
    CancellationTokenSource? _running;
    bool _stopping, _abandoned;
    int _cells;

    /// <summary>With default options.</summary>
    public NotebookEngine() : this(new())
    {
    }

    /// <summary>With the given options.</summary>
    public NotebookEngine(EngineOptions options)
    {
        CompilerWarmUp.Start();
        _options = options;
        _output = new(options.LiveOutput, options.BatchTime);
        var loader = new CellLoadContext();
        Languages = new([new CSharpLanguage(options, loader), new FSharpLanguage(loader), new SqlLanguage("sql"), new JavaScriptLanguage(), .. MarkupLanguage.All, new ValueStore()]);
        Packages = new(loader, Languages.All);
        _script = new(Languages);
        _intelligence = new(Languages);
    }

    /// <summary>The packages that its cells reference.</summary>
    internal NotebookPackages Packages { get; }

    /// <summary>What its cells can be written in.</summary>
    internal LanguageTable Languages { get; }

    /// <summary>Where the output of the last cell goes; null before the first.</summary>
    internal OutputChannel? LastOutput { get; private set; }

    /// <summary>Compiles and runs a throw-away cell in an engine of its own, so that the first real cell finds the compiler warm.</summary>
    public static void WarmUp() =>
        new NotebookEngine().Execute("var w = new List<int> { 1 }; w.Select(x => x + 1).ToArray()", new SilentSink());

    /// <summary>Runs one cell of C#. Output goes to the sink, in order, and is complete when the call returns.</summary>
    /// <param name="code">Its text, with <c>#!</c> and <c>#r</c> lines.</param>
    /// <param name="sink">Receives output; called on one other thread.</param>
    /// <param name="token">Interrupts the cell.</param>
    public CellResult Execute(string code, IOutputSink sink, CancellationToken token = default) => Execute(code, null, sink, token);

    /// <summary>Runs one cell in the language that its metadata names (<c>csharp</c>, <c>html</c>, ...); null is C#.</summary>
    public CellResult Execute(string code, string? language, IOutputSink sink, CancellationToken token = default) =>
        Execute(code, language, $"cell {_cells + 1}", sink, token);

    /// <summary>Runs one cell under a name of the caller's.</summary>
    internal CellResult Execute(string code, string? language, string name, IOutputSink sink, CancellationToken token)
    {
        var cancellation = new CancellationTokenSource(); // not disposed: tasks that outlive the cell may still look at it
        lock (_gate)
            _running = cancellation;
        using var registration = token.Register(() => Interrupt());
        ConsoleRouter.Install();
        var cell = new CellExecution(this, name, LastOutput = _output.Open(sink), cancellation.Token);
        CellError? error;
        try
        {
            error = _abandoned ? CellErrors.Abandoned() : Run(code, language, cell);
            _cells++;
        }
        finally
        {
            lock (_gate)
                _running = null;
            if (_stopping)
                Checkpoint.Open();
            _stopping = false;
            _output.Close();
        }
        return new(error, cell.Clock.Compiling, cell.Clock.Running);
    }

    /// <summary>The ways to go on at a position of a cell, in UTF-16 code units. Any thread may ask, also while a cell runs.</summary>
    public Completions Complete(string code, int position, string? language = null) => _intelligence.Complete(code, position, language);

    /// <summary>What is known of the name at a position, or of the call around it: signature, value, documentation. Null when nothing is. Any thread may ask.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="position">The position, in UTF-16 code units.</param>
    /// <param name="detail">0, or more for all overloads and remarks.</param>
    /// <param name="language">Its language; null is C#.</param>
    public MimeBundle? Inspect(string code, int position, int detail = 0, string? language = null) => _intelligence.Inspect(code, position, detail, language);

    /// <summary>Whether a cell can be run as it stands. Any thread may ask.</summary>
    public Completeness IsComplete(string code, string? language = null) => _intelligence.IsComplete(code, language);

    /// <summary>Completes and inspects something, so that the user's first time is quick. To be called while idle.</summary>
    public void WarmUpIntelligence()
    {
        const string Code = "Console.WriteLine(new[] { 1 }.Select(x => x.ToString()).Fir";
        Complete(Code, Code.Length);
        Complete("Cons", 4);
        Inspect("Console.WriteLine(1)", 12);
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

    /// <summary>Runs the parts of a cell, or of a cell of an imported file.</summary>
    internal CellError? Run(string code, string? language, CellExecution cell)
    {
        try
        {
            foreach (var part in _script.Parse(code, language ?? CellLanguage.CSharp))
                if (part.Run(cell) is { } error)
                    return error;
            cell.End();
            return null;
        }
        catch (DirectiveException error)
        {
            return CellErrors.Directive(error, cell.Name);
        }
        catch (OperationCanceledException) when (cell.Token.IsCancellationRequested)
        {
            return CellErrors.Interrupted();
        }
    }

    /// <summary>Runs a cell's code on a thread of its own, with the continuations of its awaits; code that it sends itself on the thread that sends it.</summary>
    internal CellError? Invoke(Func<Task> body, CellExecution cell)
    {
        if (CellContext.Current?.Cell.Engine == this)
            return OnCellThread(body, cell);
        CellError? error = null;
        if (CellThread.Run(() => error = OnCellThread(body, cell), _options.AbandonAfter, cell.Token))
            return error;
        _abandoned = true;
        return CellErrors.Abandoned();
    }

    static CellError? OnCellThread(Func<Task> body, CellExecution cell)
    {
        var (outer, outerContext) = (CellContext.Current, SynchronizationContext.Current);
        var pump = new PumpContext();
        SynchronizationContext.SetSynchronizationContext(pump);
        CellContext.Current = new(cell);
        try
        {
            var task = body();
            pump.RunUntilDone(task);
            task.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception error) when (!cell.Token.IsCancellationRequested)
        {
            return RuntimeErrors.Describe(error);
        }
        finally
        {
            CellContext.Current = outer;
            SynchronizationContext.SetSynchronizationContext(outerContext);
        }
    }
}
