using Marginalia.Kernel.Engine;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, to its own code.</summary>
public sealed class KernelInvocationContext
{
    KernelInvocationContext(CancellationToken token) => CancellationToken = token;

    /// <summary>The running cell, or null outside cells.</summary>
    public static KernelInvocationContext? Current => CellContext.Current is { } cell ? new(cell.Token) : null;

    /// <summary>Cancelled when the cell is interrupted; for code that wants to stop in its own order.</summary>
    public CancellationToken CancellationToken { get; }
}
