using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!whos</c>: shows the variables with their types and values.</summary>
internal sealed class WhosDirective() : Directive("whos", "show the variables with their types and values")
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope)
    {
        var variables = SharedValues.Of(scope.Language);
        return cell =>
        {
            cell.Output.Display(ValueTable.Of(["Variable", "Type", "Value"],
                from variable in variables.Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal)
                select (object?[])[variable.Name, variable.Type, variable.Value]));
            return null;
        };
    }
}
