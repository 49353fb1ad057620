using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.CSharp;

/// <summary>One compiled piece of C#, ready to run after those before it.</summary>
/// <param name="Compilation">Its compilation: the previous one of the next submission.</param>
/// <param name="Entry">Runs it, given the state of all submissions; null when it declares nothing to run (usings only).</param>
/// <param name="Slot">Where its own state is, or the last slot taken when it has none.</param>
/// <param name="HasValue">Whether it ends in an expression, or returns a value.</param>
internal sealed record Submission(CSharpCompilation Compilation, Func<object?[], Task<object?>>? Entry, int Slot, bool HasValue);
