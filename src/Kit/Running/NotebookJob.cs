using Marginalia.Kernel.Documents;

namespace Marginalia.Kit.Running;

/// <summary>One notebook that is about to run, checked in every way that is possible before.</summary>
/// <param name="Path">Full path of its file.</param>
/// <param name="Shown">The path as the user sees it.</param>
/// <param name="Notebook">The notebook as read.</param>
/// <param name="Prepared">The copy that runs, with injected parameters.</param>
/// <param name="OutputFolder">Full path of the folder for the results.</param>
internal sealed record NotebookJob(string Path, string Shown, Notebook Notebook, Notebook Prepared, string OutputFolder)
{
    /// <summary>File name without its ending; the results are called by it.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>What the notebook calls itself.</summary>
    public string Title => CellLabels.Title(Notebook) ?? Name;

    /// <summary>The cells that run, in order.</summary>
    public IReadOnlyList<NotebookCell> RunningCells { get; } = [.. Prepared.Cells.Where(cell => cell.Runs)];

    /// <summary>What the reader of a run calls them.</summary>
    public IReadOnlyList<string> Labels => field ??= CellLabels.Of(RunningCells, Prepared);

    /// <summary>What the process is told that runs it.</summary>
    public RunOrder Order(TimeSpan? timeout) => new(Prepared.ToJson(), System.IO.Path.GetDirectoryName(Path)!, timeout);
}
