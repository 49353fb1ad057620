using Marginalia.Kernel.Documents;

namespace Marginalia.Kit.Running;

/// <summary>Names the cells of a notebook for the reader of a run.</summary>
internal static class CellLabels
{
    /// <summary>
    /// One label per cell: for a code cell the heading in the text just above it, else its first comment or line of code
    /// that is more than a directive or a using; empty for other cells.
    /// </summary>
    public static IReadOnlyList<string> Of(Notebook notebook)
    {
        var labels = new string[notebook.Cells.Count];
        string? heading = null;
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            labels[index] = "";
            if (cell.Kind == CellKind.Markdown) heading = Headings(cell.Source).LastOrDefault() ?? heading;
            if (cell.Kind != CellKind.Code) continue;
            labels[index] = heading ?? FirstLine(cell.Source);
            heading = null;
        }

        return labels;
    }

    /// <summary>The notebook's first heading, or null.</summary>
    public static string? Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => Headings(cell.Source)).FirstOrDefault();

    static IEnumerable<string> Headings(string markdown)
    {
        var fenced = false;
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            else if (!fenced && line.TrimStart('#') is { Length: > 0 } text && text.Length < line.Length && text[0] == ' ')
                yield return text.TrimEnd('#').Trim();
        }
    }

    static string FirstLine(string code)
    {
        string[] lines = [.. code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        var line = lines.FirstOrDefault(line => !line.StartsWith('#') && !line.StartsWith("using ", StringComparison.Ordinal) && line.Any(char.IsLetterOrDigit));
        return (line ?? lines.FirstOrDefault() ?? "(empty)").TrimStart('/', ' ');
    }
}
