using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!share</c>: declares another language's variable in the cell's language; both then hold the same object.</summary>
internal sealed class ShareDirective() : Directive("share", "take a variable over from another language",
    new Option("name", "the variable") { Required = true, Positional = true },
    new Option("from", "its language") { Required = true },
    new Option("as", "its name here"),
    new Option("mime-type", "take the text of the value in this MIME type"))
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope)
    {
        var target = SharedValues.Of(scope.Language);
        var from = options.Find("from") is Argument.Literal(var name) ? Find(name) : null;
        return cell =>
        {
            var source = from ?? Find(options.Text("from", cell)!);
            var variable = SharedValues.Read(source, options.Text("name", cell)!);
            if (options.Text("mime-type", cell) is { } mimeType)
                variable = new(variable.Name, typeof(string), (object)SharedValues.Text(variable.Value, mimeType));
            target.Declare(variable.As(options.Text("as", cell) ?? variable.Name), cell);
            return null;
        };

        ICellLanguage Find(string language)
        {
            var found = scope.Languages.Find(language) ?? throw new ValueException($"--from {language}: there is no such language; there are {scope.Languages.Names}");
            SharedValues.Of(found);
            return found;
        }
    }
}
