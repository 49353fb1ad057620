namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>Code to run.</summary>
/// <param name="code">The code.</param>
/// <param name="targetKernelName">Its language; null is that of the kernel it is sent to.</param>
public class SubmitCode(string code, string? targetKernelName = null) : KernelCommand(targetKernelName)
{
    /// <summary>The code.</summary>
    public string Code => code;
}
