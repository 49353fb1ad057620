using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>A name that can stand at the cursor, before it is matched with what has been typed.</summary>
/// <param name="Name">The name to match and show.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Tier">Which come first.</param>
/// <param name="Symbol">What it names; null for keywords.</param>
/// <param name="Text">What to insert; null for the name.</param>
internal sealed record Candidate(string Name, CompletionKind Kind, Tier Tier, ISymbol? Symbol = null, string? Text = null);
