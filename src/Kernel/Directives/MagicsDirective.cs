using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!lsmagic</c>: shows the directives, and the languages a line can switch to.</summary>
internal sealed class MagicsDirective() : Directive("lsmagic", "show the directives and languages")
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope) => cell =>
    {
        cell.Output.Display(ValueTable.Of(["Directive", "What it does"],
        [
            .. from directive in All
               orderby directive.Name
               select (object?[])[Usage(directive.Name, directive.Options), directive.Summary],
            .. from language in scope.Languages.All
               orderby language.Name
               select (object?[])[Usage(language.Name, language.Options), $"the lines after it are {language.Name}"],
        ]));
        return null;
    };

    static string Usage(string name, IReadOnlyList<Option> options) => string.Join(' ', options.Select(option => option.Usage).Prepend("#!" + name));
}
