using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>The text of a cell and what it means after the cells that have run.</summary>
/// <param name="Model">What the names mean; worked out as asked.</param>
/// <param name="Root">The syntax tree.</param>
internal sealed record BoundCell(SemanticModel Model, SyntaxNode Root);
