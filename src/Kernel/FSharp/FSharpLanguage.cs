using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Languages;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.FSharp;

/// <summary>F# cells, one interactive session; the compiler starts at the first of them.</summary>
/// <param name="loader">Where the assemblies that cells reference are loaded.</param>
internal sealed class FSharpLanguage(CellLoadContext loader) : ICellLanguage, IVariables
{
    readonly List<string> _references = [];
    FSharpSession? _session;

    /// <inheritdoc/>
    public string Name => CellLanguage.FSharp;

    /// <inheritdoc/>
    public IEnumerable<Variable> Variables => _session is null ? [] : Declared(_session);

    FSharpSession Session => _session ??= new(loader, _references);

    /// <inheritdoc/>
    public void Reference(IReadOnlyList<string> assemblies)
    {
        _references.AddRange(assemblies);
        _session?.Reference(assemblies);
    }

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellExecution cell)
    {
        var text = new string('\n', code.Line - 1) + code.Text; // so that line numbers are the cell's
        var session = cell.Clock.Compile(() => Session);
        CellError? failure = null;
        var error = cell.Invoke(() =>
        {
            var outcome = session.RunCell(text, cell.Name, cell.Token);
            failure = Failure(outcome, text, cell);
            if (failure is null && outcome.Type is not null && outcome.Value is not DisplayedValue)
                cell.Output.Result(Bundle(outcome));
            return Task.CompletedTask;
        });
        return error ?? failure;
    }

    /// <inheritdoc/>
    public void Declare(Variable variable, CellExecution cell)
    {
        foreach (var type in NearestTypes.Of(variable))
            if (cell.Clock.Compile(() => Session).TryDeclare(variable.Name, type, variable.Value))
                return;
        throw new ValueException($"'{variable.Name}' of type {TypeNames.Full(variable.Type)} cannot be declared in F#");
    }

    static IEnumerable<Variable> Declared(FSharpSession session) =>
        session.Values.Select(value => new Variable(value.Name, value.Type, value.Value));

    static CellError? Failure(FSharpOutcome outcome, string text, CellExecution cell)
    {
        cell.Token.ThrowIfCancellationRequested();
        if (outcome.Errors.Count > 0)
            return FSharpErrors.Describe(outcome.Errors, text, cell.Name);
        return outcome.Exception is { } exception ? RuntimeErrors.Describe(exception) : null;
    }

    /// <summary>The value as it is shown; <c>None</c> is null to everybody but F#.</summary>
    static MimeBundle Bundle(FSharpOutcome outcome) => outcome.Value is null && outcome.Type!.Name.StartsWith("FSharpOption`", StringComparison.Ordinal)
        ? MimeBundle.Of(Renderer.Plain, "None")
        : Renderer.Bundle(outcome.Value);
}
