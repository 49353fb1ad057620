namespace Marginalia.Kit.Screens;

/// <summary>
/// A table of aligned columns, two blanks apart. Columns marked flexible share the width that the others leave and wrap.
/// </summary>
internal sealed class TextTable(params IReadOnlyList<TextTable.Column> columns)
{
    readonly List<Cell[]> rows = [];

    /// <summary>A column; a flexible one wraps, the others are as wide as their longest cell.</summary>
    internal readonly record struct Column(string Title, bool Flexible = false, bool Right = false);

    /// <summary>A cell's text and how to paint it once it is laid out.</summary>
    internal readonly record struct Cell(string Text, Func<string, string>? Paint = null)
    {
        public static implicit operator Cell(string text) => new(text);
    }

    public void Add(params Cell[] cells)
    {
        if (cells.Length != columns.Count)
            throw new ArgumentException($"The table has {columns.Count} columns, the row {cells.Length} cells.", nameof(cells));
        rows.Add(cells);
    }

    /// <summary>The lines of the table; with a header and a rule below it when any column has a title.</summary>
    public IEnumerable<string> Lines(Screen screen, int indent = 0)
    {
        var margin = new string(' ', indent);
        var widths = Widths(screen.Width - indent);
        if (columns.Any(column => column.Title.Length > 0))
        {
            var titles = columns.Select(column => new Cell(column.Title, screen.Bold)).ToArray();
            foreach (var line in Lay(titles, widths)) yield return margin + line;
            yield return margin + screen.Dim(new string('─', widths.Sum() + 2 * (widths.Length - 1)));
        }

        foreach (var line in Rows(screen, indent).SelectMany(row => row)) yield return line;
    }

    /// <summary>The rows without the header, each as its lines.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows(Screen screen, int indent = 0)
    {
        var margin = new string(' ', indent);
        var widths = Widths(screen.Width - indent);
        return rows.Select(row => Lay(row, widths).Select(line => margin + line).ToArray());
    }

    int[] Widths(int available)
    {
        int[] widths = [.. columns.Select((column, i) => rows.Select(row => Cells.Width(row[i].Text)).Append(Cells.Width(column.Title)).Max())];
        var excess = widths.Sum() + 2 * (widths.Length - 1) - available;
        int[] flexible = [.. Enumerable.Range(0, widths.Length).Where(i => columns[i].Flexible)];
        while (excess > 0 && flexible.MaxBy(i => widths[i]) is var widest && flexible.Length > 0 && widths[widest] > 12)
        {
            widths[widest]--;
            excess--;
        }

        return widths;
    }

    IEnumerable<string> Lay(Cell[] row, int[] widths)
    {
        var wrapped = row.Select((cell, i) => columns[i].Flexible ? Cells.Wrap(cell.Text, widths[i]) : [cell.Text]).ToArray();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
        {
            var parts = row.Select((cell, i) =>
            {
                var text = line < wrapped[i].Count ? wrapped[i][line] : "";
                var painted = text.Length > 0 && cell.Paint is { } paint ? paint(text) : text;
                var blanks = new string(' ', Math.Max(0, widths[i] - Cells.Width(text)));
                return columns[i].Right ? blanks + painted : painted + blanks;
            });
            yield return string.Join("  ", parts).TrimEnd();
        }
    }
}
