using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!time</c>: shows how long the cell took, once it is over.</summary>
internal sealed class TimeDirective() : Directive("time", "show how long the cell takes")
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope) => cell =>
    {
        cell.AtEnd(() => cell.Output.Display(MimeBundle.Of("text/plain", $"Wall time: {cell.Clock.Total.TotalMilliseconds}ms")));
        return null;
    };
}
