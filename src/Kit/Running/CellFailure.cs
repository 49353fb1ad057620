using System.Text.RegularExpressions;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Running;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Running;

/// <summary>Shows the error that ended a run: which cell, which line, what it says, and where to look.</summary>
internal static partial class CellFailure
{
    const int Around = 2;

    /// <summary>Nothing when there was no failure.</summary>
    public static void Show(RunOutcome outcome, Screen screen)
    {
        if (outcome.Result.FailedCell is { } cell)
            Show(cell, outcome.Job.Labels[cell.Number - 1], outcome.Job.RunningCells[cell.Number - 1].Source, screen);
        if (outcome.Outside is not { } error) return;
        screen.Line(screen.Bad(outcome.Result.Cells is [.., var last] ? $"✗ after cell {last.Number}" : "✗ before the first cell"));
        foreach (var text in error.Traceback) screen.Line($"    {Cells.Clean(text)}");
        screen.Line();
    }

    static void Show(CellRun cell, string label, string source, Screen screen)
    {
        var error = cell.Error!;
        var line = LineOf(error, cell.Number);
        var place = $"cell {cell.Number}{(line is null ? "" : $", line {line}")} ({Cells.Clean(label)})";
        screen.Line(screen.Bad($"✗ {place}: {What(error)}"));
        foreach (var text in error.Traceback) screen.Line($"    {Cells.Clean(text)}");
        if (error.Name == "System.OutOfMemoryException") screen.Line("    (--memory sets how much a notebook may use)");
        if (line is { } number && error.Kind == CellErrorKind.Exception) Excerpt(source, number, screen);
        screen.Line();
    }

    /// <summary>The line, counted from 1, at which the error left this cell, or null when it names none.</summary>
    public static int? LineOf(CellError error, int cell) =>
        error.Traceback.Select(text => Place().Match(text)).FirstOrDefault(match => match.Success && match.Groups["cell"].Value == $"{cell}") is { } match
            ? int.Parse(match.Groups["line"].Value)
            : null;

    static string What(CellError error) => error.Kind switch
    {
        CellErrorKind.Compilation => "does not compile",
        CellErrorKind.Exception => error.Name,
        CellErrorKind.Directive => "cannot be run as written",
        CellErrorKind.Ended when error.Name == "OutOfMemory" => "ran out of memory",
        CellErrorKind.Ended when error.Name != "Timeout" => "ended its process",
        _ when error.Name == "Timeout" => "ran longer than --timeout allows",
        _ => "was interrupted",
    };

    static void Excerpt(string source, int number, Screen screen)
    {
        var lines = source.Split('\n');
        screen.Line();
        for (var i = Math.Max(1, number - Around); i <= Math.Min(lines.Length, number + Around); i++)
        {
            var text = $"  {(i == number ? ">" : " ")} {i,3} | {Cells.Clean(lines[i - 1])}".TrimEnd();
            screen.Line(i == number ? screen.Bold(text) : screen.Dim(text));
        }
    }

    [GeneratedRegex(@"\bcell (?<cell>\d+), line (?<line>\d+)")]
    private static partial Regex Place();
}
