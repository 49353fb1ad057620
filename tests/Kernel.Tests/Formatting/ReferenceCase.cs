namespace Marginalia.Kernel.Tests.Formatting;

/// <summary>What .NET Interactive shows for a piece of code, recorded once; style blocks are left out.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Setup">A first cell, or null.</param>
/// <param name="Code">The cell whose result is shown.</param>
/// <param name="Html">Its text/html, or null when that is not compared.</param>
/// <param name="Plain">Its text/plain, or null when that is not compared.</param>
public sealed record ReferenceCase(string Id, string? Setup, string Code, string? Html, string? Plain);
