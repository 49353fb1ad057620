namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>Something that a notebook's engine is asked to do.</summary>
/// <param name="targetKernelName">The language that does it, or null.</param>
public abstract class KernelCommand(string? targetKernelName = null)
{
    /// <summary>The language that does it, or null.</summary>
    public string? TargetKernelName { get; set; } = targetKernelName;
}
