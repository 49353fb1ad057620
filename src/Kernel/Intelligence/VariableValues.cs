using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Marginalia.Kernel.Intelligence;

/// <summary>Values of the notebook's variables, read from the objects that hold them.</summary>
internal static class VariableValues
{
    /// <summary>The value in a few words; null when the symbol is no variable with a value, or the value is not a short one.</summary>
    /// <param name="symbol">A field of a cell.</param>
    /// <param name="state">The objects of the cells, oldest first.</param>
    public static string? Of(ISymbol symbol, object?[] state)
    {
        if (symbol is not IFieldSymbol { IsConst: false } field || !Submissions.IsCell(field.ContainingType))
            return null;
        var ran = Submissions.NumberOf(field.ContainingType) != int.MaxValue;
        foreach (var cell in state.Reverse())
            if (cell?.GetType() is { } type && (!ran || type.Name == field.ContainingType.Name)
                && type.GetField(field.Name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is { } found)
                return found.FieldType.Name == field.Type.MetadataName || field.Type.TypeKind == TypeKind.Array ? ShortValue.Of(found.GetValue(cell)) : null;
        return null;
    }
}
