namespace Marginalia.Kernel.Running;

/// <summary>How much output a run keeps, in characters, of console text and of shown values each; what is beyond is left out and counted.</summary>
/// <param name="OfCell">Of one cell.</param>
/// <param name="OfNotebook">Of all cells together.</param>
public sealed record OutputLimits(int OfCell = 10_000_000, int OfNotebook = 50_000_000);
