namespace Marginalia.Kernel.Engine;

/// <summary>How one cell went.</summary>
/// <param name="Error">What ended it early, or null when it ran to its end.</param>
/// <param name="Compiling">Time spent in the compiler.</param>
/// <param name="Running">Time spent in the cell's own code.</param>
public sealed record CellResult(CellError? Error, TimeSpan Compiling, TimeSpan Running)
{
    /// <summary>Whether the cell ran to its end.</summary>
    public bool Ok => Error is null;
}
