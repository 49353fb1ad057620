namespace Marginalia.Kernel.Engine;

/// <summary>What the code of a cell, and every thread and task it starts, is connected to.</summary>
/// <param name="Cell">The cell.</param>
internal sealed record CellContext(CellExecution Cell)
{
    static readonly AsyncLocal<CellContext?> s_current = new();

    /// <summary>The context of the calling code, or null outside cells.</summary>
    public static CellContext? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Where its output goes.</summary>
    public OutputChannel Output => Cell.Output;

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken Token => Cell.Token;
}
