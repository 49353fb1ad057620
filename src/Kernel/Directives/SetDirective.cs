using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!set</c>: declares a variable in the cell's language. What comes from another language travels as JSON unless <c>--byref</c> is given.</summary>
internal sealed class SetDirective() : Directive("set", "declare a variable from text, input or another language's variable",
    new Option("name", "the variable to declare") { Required = true },
    new Option("value", "text, JSON, @variable, @language:variable, @input:\"Question\" or @password:\"Question\"") { Required = true },
    new Option("byref", "share the object itself") { Flag = true },
    new Option("mime-type", "take the text of the value in this MIME type"))
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope)
    {
        var target = SharedValues.Of(scope.Language);
        if (options.Has("byref") && options.Has("mime-type"))
            throw new ValueException("--byref shares the object itself and --mime-type a text of it; give one of them");
        if (options.Has("byref") && options.Find("value") is not Argument.Reference)
            throw new ValueException("--byref shares a variable; write --value @language:variable");
        return cell =>
        {
            var name = options.Text("name", cell)!;
            var value = options.Find("value")!.Value(cell);
            if (options.Text("mime-type", cell) is { } mimeType)
                value = SharedValues.Text(value, mimeType);
            else if (options.Find("value") is Argument.Reference && !options.Has("byref"))
                value = ValueJson.Transfer(value);
            target.Declare(new(name, value?.GetType() ?? typeof(object), value), cell);
            return null;
        };
    }
}
