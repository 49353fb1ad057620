using Marginalia.Kernel.Documents;

namespace Marginalia.Kit.Running;

/// <summary>Names the cells of a notebook for the reader of a run.</summary>
internal static class CellLabels
{
    /// <summary>
    /// One label for each code cell of the notebook that runs: the heading in the text just above it, else its first comment or
    /// line of code that is more than a directive or a using.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<NotebookCell> running, Notebook notebook)
    {
        List<string> labels = [];
        string? heading = null;
        var title = Title(notebook);
        foreach (var cell in notebook.Cells)
        {
            if (cell.Kind == CellKind.Markdown) heading = Headings(cell.Source).LastOrDefault(text => text != title) ?? heading;
            if (cell.Kind != CellKind.Code) continue;
            if (running.Contains(cell)) labels.Add(cell.HasTag("injected-parameters") ? Given(cell.Source) : heading ?? (cell.HasTag("parameters") ? "parameters" : FirstLine(cell.Source)));
            heading = null;
        }

        return labels;
    }

    /// <summary>The notebook's first heading, or null.</summary>
    public static string? Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => Headings(cell.Source)).FirstOrDefault();

    // "quick = true; seeds = 5;" is what was asked for on the command line.
    static string Given(string source) => string.Join(' ', source.Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal))).TrimEnd(';');

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
        return string.Join(' ', (line ?? lines.FirstOrDefault() ?? "(empty)").TrimStart('/').Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
