using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

/// <summary>A command that was done.</summary>
public sealed class KernelCommandResult
{
    internal KernelCommandResult(KernelCommand command) => Command = command;

    /// <summary>The command.</summary>
    public KernelCommand Command { get; }
}
