namespace Marginalia.Rendering;

/// <summary>Cells in rows.</summary>
/// <param name="Head">Names of the columns; empty for none.</param>
/// <param name="Rows">The rows; texts keep the blanks at their beginning.</param>
/// <param name="Left">Columns, from the left, that hold words; the others hold numbers and end at the right.</param>
internal sealed record CardTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows, int Left);
