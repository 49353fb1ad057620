using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>The text of a cell and what it means after the cells that have run.</summary>
/// <param name="Ground">What it stands on.</param>
/// <param name="Model">What the names mean; worked out as asked.</param>
/// <param name="Alone">
/// The same without earlier cells, but with what they import. The compiler asks all earlier cells for each of the thousands of names in scope:
/// it is quicker to ask it without them, and to look through them here.
/// </param>
/// <param name="Root">The syntax tree.</param>
internal sealed record BoundCell(Ground Ground, SemanticModel Model, SemanticModel Alone, SyntaxNode Root)
{
    /// <summary>Whether an assembly is referenced, or made of cells.</summary>
    public bool IsReferenced(IAssemblySymbol assembly) => Model.Compilation.GetMetadataReference(assembly) is not { } reference || Ground.References.Contains(reference);
}
