using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!who</c>: shows the names of the variables.</summary>
internal sealed class WhoDirective() : Directive("who", "show the names of the variables")
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope)
    {
        var variables = SharedValues.Of(scope.Language);
        return cell =>
        {
            cell.Output.Display(Renderer.Bundle(variables.Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal).ToArray()));
            return null;
        };
    }
}
