using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Intelligence;
using Marginalia.Kernel.Languages;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.CSharp;

/// <summary>C# cells as script submissions: each sees what those before it declared. A cell that throws keeps what it declared until then.</summary>
internal sealed class CSharpLanguage : ICellLanguage, IVariables
{
    readonly SubmissionCompiler _compiler;
    object?[] _state = new object?[16];

    public CSharpLanguage(EngineOptions options, CellLoadContext loader)
    {
        _compiler = new([.. options.Imports, "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Kernel", "Microsoft.DotNet.Interactive.Formatting"], loader);
        var intelligence = new CSharpIntelligence(_compiler, variable => VariableValues.Of(variable, _state));
        _compiler.Suggest = intelligence.Suggestions.For;
        Intelligence = intelligence;
    }

    /// <inheritdoc/>
    public string Name => CellLanguage.CSharp;

    /// <inheritdoc/>
    public ICodeIntelligence Intelligence { get; }

    /// <inheritdoc/>
    public void Reference(IReadOnlyList<string> assemblies) => _compiler.Reference(assemblies);

    /// <inheritdoc/>
    public IEnumerable<Variable> Variables =>
        (from state in _state.OfType<object>().Reverse()
         from declared in state.GetType().GetFields()
         where char.IsLetter(declared.Name[0]) || declared.Name[0] == '_'
         select new Variable(declared.Name, declared.FieldType, () => declared.GetValue(state))).DistinctBy(variable => variable.Name);

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellExecution cell)
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
        var undo = Begin(submission);
        try
        {
            return cell.Invoke(() => Run(submission, cell.Output));
        }
        finally
        {
            if (_state[submission.Slot] is null)
                undo();
        }
    }

    /// <inheritdoc/>
    public void Declare(Variable variable, CellExecution cell)
    {
        if (!SyntaxFacts.IsValidIdentifier(variable.Name))
            throw new ValueException($"'{variable.Name}' is not a name in C#");
        foreach (var type in TypeSource.For(variable))
        {
            var (submission, _) = cell.Clock.Compile(() => _compiler.Compile($"{type} @{variable.Name} = default;", cell.Name, cell.Token));
            if (submission is null)
                continue;
            var undo = Begin(submission);
            submission.Entry!(_state).GetAwaiter().GetResult();
            var state = _state[submission.Slot]!;
            var field = state.GetType().GetField(variable.Name)!;
            if (field.FieldType.IsInstanceOfType(variable.Value) || (variable.Value is null && !field.FieldType.IsValueType))
            {
                field.SetValue(state, variable.Value);
                return;
            }
            _state[submission.Slot] = null;
            undo();
        }
    }

    /// <summary>Makes room for a submission's state, and makes it the last one: code that it sends to the engine is compiled on top of it. Returns what undoes that.</summary>
    Action Begin(Submission submission)
    {
        if (_state.Length <= submission.Slot)
            Array.Resize(ref _state, _state.Length * 2);
        return _compiler.Commit(submission);
    }

    async Task Run(Submission submission, OutputChannel output)
    {
        var value = await submission.Entry!(_state);
        if (submission.HasValue && Renderer.Result(value) is { } bundle)
            output.Result(bundle);
    }
}
