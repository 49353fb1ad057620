namespace Marginalia.Kernel.Documents.Formats;

/// <summary>Where a converted notebook goes, and what was noted on the way.</summary>
/// <param name="Path">The new file.</param>
/// <param name="Project">Finds the project file behind <c>#r "Name"</c>, or null.</param>
internal sealed record ConversionTarget(string Path, Func<string, string?> Project)
{
    readonly List<string> _lost = [], _notes = [];

    /// <summary>What the format cannot hold, a few words each.</summary>
    public IReadOnlyList<string> Lost => _lost;

    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The folder of the new file.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Counts the cells that have something which the format cannot hold.</summary>
    public void Lose(string what, int cells)
    {
        if (cells > 0)
            _lost.Add($"{what} ({cells} {(cells == 1 ? "cell" : "cells")})");
    }

    /// <summary>What no text format holds.</summary>
    public void LoseRunAndFiles(Notebook notebook)
    {
        Lose("outputs", notebook.Cells.Count(cell => cell.Outputs.Count > 0));
        Lose("counters", notebook.Cells.Count(cell => cell.ExecutionCount is not null));
        Lose("attached files", notebook.Cells.Count(cell => cell.Attachments is { Count: > 0 }));
    }
}
