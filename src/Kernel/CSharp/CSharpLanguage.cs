using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Intelligence;
using Marginalia.Kernel.Languages;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.CSharp;

/// <summary>C# cells as script submissions: each sees what those before it declared. A cell that throws keeps what it declared until then.</summary>
internal sealed class CSharpLanguage : ICellLanguage
{
    readonly SubmissionCompiler _compiler;
    object?[] _state = new object?[16];

    public CSharpLanguage(EngineOptions options, CellLoadContext loader)
    {
        _compiler = new([.. options.Imports, "Microsoft.DotNet.Interactive.Kernel", "Microsoft.DotNet.Interactive.Formatting"], loader);
        Intelligence = new CSharpIntelligence(_compiler, variable => VariableValues.Of(variable, _state));
    }

    /// <inheritdoc/>
    public string Name => CellLanguage.CSharp;

    /// <inheritdoc/>
    public ICodeIntelligence Intelligence { get; }

    /// <inheritdoc/>
    public void Reference(IReadOnlyList<string> assemblies) => _compiler.Reference(assemblies);

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellRun cell)
    {
        var text = new string('\n', code.Line - 1) + code.Text; // so that line numbers are the cell's
        var (submission, error) = cell.Clock.Compile(() => _compiler.Compile(text, cell.Name, cell.Token));
        if (submission is null)
            return error;
        if (submission.Entry is null)
        {
            _compiler.Commit(submission);
            return null;
        }
        if (_state.Length <= submission.Slot)
            Array.Resize(ref _state, _state.Length * 2);
        try
        {
            return cell.Invoke(() => Run(submission, cell.Output));
        }
        finally
        {
            if (_state[submission.Slot] is not null)
                _compiler.Commit(submission);
        }
    }

    async Task Run(Submission submission, OutputChannel output)
    {
        var value = await submission.Entry!(_state);
        if (submission.HasValue && value is not DisplayedValue)
            output.Result(Renderer.Bundle(value));
    }
}
