using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Running;

/// <summary>How a run went.</summary>
/// <param name="Executed">A copy of the notebook with its new outputs, and the cell of injected parameters if there are any.</param>
/// <param name="Cells">The cells that ran, in order.</param>
/// <param name="Elapsed">How long the run took.</param>
/// <param name="Cancelled">Whether it was stopped from outside.</param>
public sealed record RunResult(Notebook Executed, IReadOnlyList<CellRun> Cells, TimeSpan Elapsed, bool Cancelled)
{
    /// <summary>Whether every cell ran, and none failed.</summary>
    public bool Ok => !Cancelled && FailedCell is null && Cells.Count == Executed.Cells.Count(cell => cell.Runs);

    /// <summary>The first cell that failed, or null.</summary>
    public CellRun? FailedCell => Cells.FirstOrDefault(cell => !cell.Ok);

    /// <summary>Writes the outputs into <paramref name="original"/>, the notebook that was run; neither counters nor the notebook keep an injected cell.</summary>
    /// <exception cref="ArgumentException">The notebook is another one, or has changed.</exception>
    public void CopyOutputsTo(Notebook original)
    {
        var executed = Executed.Cells.Where(cell => !cell.HasTag(ParameterCells.InjectedTag)).ToList();
        var cells = original.Cells.Where(cell => !cell.HasTag(ParameterCells.InjectedTag)).ToList();
        if (!cells.Select(Text).SequenceEqual(executed.Select(Text)))
            throw new ArgumentException("the notebook is not the one that was run: its cells differ", nameof(original));
        ParameterCells.RemoveInjected(original);
        var counter = 0;
        foreach (var (cell, run) in cells.Zip(executed).Where(pair => pair.First.Kind == CellKind.Code))
            cell.TakeOutputs(run, run.ExecutionCount is null ? null : ++counter);

        static (CellKind, string) Text(NotebookCell cell) => (cell.Kind, cell.Source);
    }
}
