using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>One notebook that is about to run, checked in every way that is possible before.</summary>
/// <param name="Path">Full path of its file.</param>
/// <param name="Shown">The path as the user sees it.</param>
/// <param name="Notebook">The notebook as read.</param>
/// <param name="Prepared">The copy that runs, with injected parameters.</param>
/// <param name="Runner">What runs it.</param>
/// <param name="OutputFolder">Full path of the folder for the results.</param>
internal sealed record NotebookJob(string Path, string Shown, Notebook Notebook, Notebook Prepared, NotebookRunner Runner, string OutputFolder)
{
    /// <summary>File name without its ending; the results are called by it.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The cells that run, in order.</summary>
    public IReadOnlyList<NotebookCell> RunningCells =>
        [.. Prepared.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.HasTag("skip-execution"))];
}
