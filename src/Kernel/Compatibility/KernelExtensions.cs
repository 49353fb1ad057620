using Marginalia.Kernel.Engine;
using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

/// <summary>What can be asked of a <see cref="Kernel"/>.</summary>
public static class KernelExtensions
{
    /// <summary>The notebook's language of this name or alias; null when there is none.</summary>
    public static Kernel? FindKernelByName(this Kernel kernel, string name) => CellContext.Current?.Cell.Engine.Languages.Find(name) is { } language ? new(language.Name) : null;

    /// <summary>Runs code in the notebook, as <see cref="Kernel.SendAsync"/> does.</summary>
    public static Task<KernelCommandResult> SubmitCodeAsync(this Kernel kernel, string code) => kernel.SendAsync(new SubmitCode(code));
}
