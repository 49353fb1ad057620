namespace Marginalia.Rendering;

/// <summary>A card as lines of text.</summary>
internal static class CardText
{
    public static string Of(Card card)
    {
        List<string> lines = [$"{card.Kind} {card.Facts}".TrimEnd(), .. card.Remarks.Select(remark => "  " + remark)];
        if (card.Table is { } table)
        {
            IReadOnlyList<string>[] rows = table.Head.Count > 0 ? [table.Head, .. table.Rows] : [.. table.Rows];
            int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Count)).Select(column => rows.Max(row => column < row.Count ? row[column].Length : 0))];
            lines.AddRange(rows.Select(row => "  " + string.Join("  ", row.Select((cell, column) => column < table.Left ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()));
        }

        return string.Join('\n', lines);
    }
}
