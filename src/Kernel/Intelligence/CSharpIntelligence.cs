using Marginalia.Kernel.CSharp;
using Marginalia.Kernel.Formatting;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>What an editor asks about C#, answered from the cells that have run and the text of the one that has not.</summary>
/// <param name="compiler">Knows the cells that have run.</param>
/// <param name="valueOf">The value of a variable of the notebook in a few words.</param>
internal sealed class CSharpIntelligence(SubmissionCompiler compiler, Func<ISymbol, string?> valueOf) : ICodeIntelligence
{
    readonly CSharpCompleter _completer = new(new(compiler));
    readonly CSharpInspector _inspector = new(new(compiler), valueOf);

    /// <inheritdoc/>
    public Completions Complete(string code, int position) => _completer.Complete(code, position);

    /// <inheritdoc/>
    public MimeBundle? Inspect(string code, int position, int detail) => _inspector.Inspect(code, position, detail > 0);

    /// <inheritdoc/>
    public Completeness IsComplete(string code) => CSharpCompleteness.Of(code);
}
