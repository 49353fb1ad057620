namespace Marginalia.Kernel.Engine;

/// <summary>One cell on its way through the engine: what its parts have in common.</summary>
/// <param name="engine">The engine.</param>
/// <param name="name">What the cell is called in errors and traces.</param>
/// <param name="output">Where its output goes.</param>
/// <param name="token">Cancelled when the cell is interrupted.</param>
/// <param name="parent">The cell that imports this one, or null.</param>
internal sealed class CellExecution(NotebookEngine engine, string name, OutputChannel output, CancellationToken token, CellExecution? parent = null)
{
    readonly List<Action> _atEnd = [];

    /// <summary>What the cell is called in errors and traces.</summary>
    public string Name => name;

    /// <summary>The engine that runs it.</summary>
    public NotebookEngine Engine => engine;

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken Token => token;

    /// <summary>Where its output goes.</summary>
    public OutputChannel Output => output;

    /// <summary>Where its time goes.</summary>
    public CellClock Clock { get; } = parent?.Clock ?? new();

    /// <summary>The file that this run imports, or null.</summary>
    public string? File { get; private init; }

    /// <summary>The files that are being imported, this run's last.</summary>
    public IEnumerable<string> Files => (parent?.Files ?? []).Concat(File is null ? [] : [File]);

    /// <summary>Runs a cell of an imported file in this one.</summary>
    public CellError? Import(string? file, string cellName, string? language, string text) =>
        engine.Run(text, language, new(engine, cellName, output, token, this) { File = file });

    /// <summary>The piece of code that runs, or null while a directive does.</summary>
    public CodePart? Part { get; private set; }

    /// <summary>Runs a piece of it.</summary>
    public CellError? Run(CodePart code)
    {
        Part = code;
        try
        {
            return code.Language.Run(code, this);
        }
        finally
        {
            Part = null;
        }
    }

    /// <summary>Runs code that the cell's own code sends; returns what ended it early, or null.</summary>
    public CellError? Submit(string language, string text)
    {
        lock (engine.Languages)
            return Import(File, $"{name}, code it sent", language, text);
    }

    /// <summary>Runs code on the cell's own thread, where it can be interrupted.</summary>
    public CellError? Invoke(Func<Task> body) => Clock.Run(() => engine.Invoke(body, this));

    /// <summary>Does something once every part has run without an error.</summary>
    public void AtEnd(Action action) => _atEnd.Add(action);

    /// <summary>Does what was to be done at the end.</summary>
    public void End() => _atEnd.ForEach(action => action());
}
