using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What an editor asks about C#, answered from the cells that have run and the text of the one that has not.</summary>
internal sealed class CSharpIntelligence : ICodeIntelligence
{
    readonly CSharpCompleter _completer;
    readonly CSharpInspector _inspector;

    /// <param name="compiler">Knows the cells that have run.</param>
    /// <param name="valueOf">The value of a variable of the notebook in a few words.</param>
    public CSharpIntelligence(SubmissionCompiler compiler, Func<ISymbol, string?> valueOf)
    {
        var binder = new CellBinder(compiler);
        _completer = new(binder);
        Suggestions = new(_completer);
        _inspector = new(binder, valueOf);
    }

    /// <summary>For names that the compiler does not know.</summary>
    public NameSuggestions Suggestions { get; }

    /// <inheritdoc/>
    public Completions Complete(string code, int position) => _completer.Complete(code, position);

    /// <inheritdoc/>
    public MimeBundle? Inspect(string code, int position, int detail) => _inspector.Inspect(code, position, detail > 0);

    /// <inheritdoc/>
    public Completeness IsComplete(string code) => CSharpCompleteness.Of(code);
}
