using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>The classes that the compiler makes of cells.</summary>
internal static class Submissions
{
    const string Prefix = "Submission#";

    /// <summary>Whether the type stands for a cell.</summary>
    public static bool IsCell(ISymbol? symbol) => symbol is INamedTypeSymbol { IsScriptClass: true };

    /// <summary>The later the cell, the higher; 0 for types that are not cells. The cell that has not run is the latest.</summary>
    public static int NumberOf(INamedTypeSymbol? type) =>
        !IsCell(type) ? 0 : type!.Name.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(type.Name.AsSpan(Prefix.Length), out var number) ? number : int.MaxValue;
}
