using System.Runtime.InteropServices;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!about</c>: shows what runs the notebook.</summary>
internal sealed class AboutDirective() : Directive("about", "show what runs the notebook")
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope) => cell =>
    {
        cell.Output.Display(ValueTable.Of(["Marginalia", "C# notebooks for papers"],
        [
            ["Version", typeof(AboutDirective).Assembly.GetName().Version!.ToString(3)],
            ["Runtime", RuntimeInformation.FrameworkDescription],
            ["System", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}"],
            ["Languages", scope.Languages.Names],
        ]));
        return null;
    };
}
