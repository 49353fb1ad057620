using FSharp.Compiler.Diagnostics;

namespace Marginalia.Kernel.FSharp;

/// <summary>How a piece of F# went.</summary>
/// <param name="Type">Type of its trailing expression; null when it has none.</param>
/// <param name="Value">Value of its trailing expression.</param>
/// <param name="Errors">The compiler's errors.</param>
/// <param name="Exception">What it threw, or null.</param>
internal sealed record FSharpOutcome(Type? Type, object? Value, IReadOnlyList<FSharpDiagnostic> Errors, Exception? Exception);
