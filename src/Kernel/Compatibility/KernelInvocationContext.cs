using Marginalia.Kernel.Engine;
using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, to its own code.</summary>
public sealed class KernelInvocationContext
{
    readonly CellContext _context;

    KernelInvocationContext(CellContext context) => _context = context;

    /// <summary>The running cell, or null outside cells.</summary>
    public static KernelInvocationContext? Current => CellContext.Current is { } context ? new(context) : null;

    /// <summary>Cancelled when the cell is interrupted; for code that wants to stop in its own order.</summary>
    public CancellationToken CancellationToken => _context.Token;

    /// <summary>The code that runs: the part of the cell in one language.</summary>
    public KernelCommand Command => new SubmitCode(_context.Cell.Part?.Text ?? "", HandlingKernel.Name);

    /// <summary>The language that runs it.</summary>
    public Kernel HandlingKernel => Kernel.Of(_context);
}
