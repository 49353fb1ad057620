using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Languages;

/// <summary>
/// JavaScript, run where the notebook is shown. Every cell is a function of its own, which may await, so that names do not clash;
/// what others are to see is put on <c>window</c>. Values that are shared with it are constants in the cells that follow.
/// </summary>
internal sealed class JavaScriptLanguage : ICellLanguage, IVariables
{
    readonly Dictionary<string, (Variable Variable, string Json)> _values = [];

    /// <inheritdoc/>
    public string Name => "javascript";

    /// <inheritdoc/>
    public IEnumerable<Variable> Variables => _values.Values.Select(value => value.Variable);

    /// <inheritdoc/>
    public void Declare(Variable variable, CellExecution cell)
    {
        if (variable.Name == "" || variable.Name.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '$')) || char.IsDigit(variable.Name[0]))
            throw new ValueException($"'{variable.Name}' is not a name in JavaScript");
        _values[variable.Name] = (new(variable.Name, variable.Type, variable.Value), ValueJson.Write(variable.Value));
    }

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellExecution cell)
    {
        var shared = string.Concat(_values.Select(value => $"const {value.Key} = {value.Value.Json.Replace("<", "\\u003c", StringComparison.Ordinal)};\n"));
        cell.Output.Display(MimeBundle.Of(Renderer.Html, $"<script type=\"text/javascript\">\n(async () => {{\n{shared}{Body(code.Text)}\n}})();\n</script>"));
        return null;
    }

    /// <summary>In a block of its own, so that a cell may declare a name anew.</summary>
    string Body(string text) => _values.Count == 0 ? text : $"{{\n{text}\n}}";
}
