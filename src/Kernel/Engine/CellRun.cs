using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Engine;

/// <summary>One cell on its way through the engine: what its parts have in common.</summary>
/// <param name="engine">The engine.</param>
/// <param name="name">What the cell is called in errors and traces.</param>
/// <param name="output">Where its output goes.</param>
/// <param name="token">Cancelled when the cell is interrupted.</param>
/// <param name="parent">The cell that imports this one, or null.</param>
internal sealed class CellRun(NotebookEngine engine, string name, OutputChannel output, CancellationToken token, CellRun? parent = null)
{
    readonly List<Func<CellError?>> _atEnd = [];
    ICellLanguage? _language;

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

    /// <summary>Runs a piece of it.</summary>
    public CellError? Run(CodePart code)
    {
        _language = code.Language;
        try
        {
            return code.Language.Run(code, this);
        }
        finally
        {
            _language = null;
        }
    }

    /// <summary>Runs code that the cell's own code submits: at once, or at the end of the cell when code of the same language is running.</summary>
    /// <returns>What ended it early, or null.</returns>
    public CellError? Submit(string language, string text) => Postpone(language, text) ? null : Import(File, name, language, text);

    /// <summary>Runs code on the cell's own thread, where it can be interrupted.</summary>
    public CellError? Invoke(Func<Task> body) => Clock.Run(() => engine.Invoke(body, this));

    /// <summary>Does something once every part has run without an error.</summary>
    public void AtEnd(Action action) => _atEnd.Add(() =>
    {
        action();
        return null;
    });

    /// <summary>Does what was to be done at the end; returns what ended it early, or null.</summary>
    public CellError? End() => _atEnd.Select(action => action()).FirstOrDefault(error => error is not null);

    bool Postpone(string language, string text)
    {
        if (_language?.Name != CellLanguage.Normalise(language))
            return parent?.Postpone(language, text) ?? false;
        _atEnd.Add(() => Import(File, name, language, text));
        return true;
    }
}
