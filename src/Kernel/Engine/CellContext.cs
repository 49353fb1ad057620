namespace Marginalia.Kernel.Engine;

/// <summary>What the code of a cell, and every thread and task it starts, is connected to.</summary>
/// <param name="Output">Its engine's output.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Token">Cancelled when the cell is interrupted.</param>
internal sealed record CellContext(OutputChannel Output, CellRun Cell, CancellationToken Token)
{
    static readonly AsyncLocal<CellContext?> s_current = new();

    /// <summary>The context of the calling code, or null outside cells.</summary>
    public static CellContext? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }
}
