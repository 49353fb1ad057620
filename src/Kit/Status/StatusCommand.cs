using Marginalia.Kit.Claims;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Status;

/// <summary><c>kit status</c>: what the stored notebooks claim and found. Nothing is executed.</summary>
internal sealed class StatusCommand(Workspace workspace, Screen screen)
{
    /// <summary>Shows the table, or JSON, or writes the index and the table in README.md.</summary>
    /// <returns>1 when a notebook cannot be read, else 0.</returns>
    public int Run(StatusRequest request)
    {
        var entries = NotebookEntry.All(workspace);
        if (request.Write)
        {
            var index = Path.Combine(workspace.Notebooks, "README.md");
            Directory.CreateDirectory(workspace.Notebooks);
            File.WriteAllText(index, NotebookIndex.Markdown(entries));
            if (!request.Json) screen.Line($"wrote {workspace.Shown(index)}");
            var readme = Path.Combine(workspace.Root, "README.md");
            if (File.Exists(readme)) File.WriteAllText(readme, NotebookIndex.InReadme(File.ReadAllText(readme), entries));
        }

        if (request.Json) screen.Line(StatusJson.Text(entries));
        else if (entries.Count == 0) screen.Line($"There is no notebook under {workspace.Shown(workspace.Notebooks)}.");
        else if (!request.Write) Show(entries);
        return entries.Any(entry => entry.Problem is not null) ? 1 : 0;
    }

    void Show(IReadOnlyList<NotebookEntry> entries)
    {
        var claims = new TextTable(new(""), new("", Flexible: true), new(""));
        foreach (var claim in entries.SelectMany(entry => entry.Claims))
        {
            var (sign, paint) = ClaimMark.Of(claim, screen);
            var declared = claim.Declared == claim.Verdict ? "" : $" (declared {claim.Declared.Word()})";
            claims.Add(new(sign, paint), claim.Sentence, new(claim.Verdict.Word() + declared, paint));
        }

        using var rows = claims.Rows(screen, indent: 4).GetEnumerator();
        foreach (var chapter in Chapters.Group(entries))
        {
            screen.Line(screen.Bold(Chapters.Heading(chapter.Key)));
            foreach (var entry in chapter)
            {
                var time = entry.Time is { } taken ? $"stored run: {Durations.Text(taken)}" : "no stored run";
                screen.Line($"  {entry.Paper}{(entry.Year is { } year ? $" ({year})" : "")}");
                screen.Line($"  {screen.Accent(workspace.Shown(Path.Combine(workspace.Notebooks, entry.Path)))}  {screen.Dim(time)}");
                if (entry.Problem is { } problem) screen.Line($"    {screen.Bad(problem)}");
                else if (entry.Claims.Count == 0) screen.Line($"    {screen.Warn("no stored claim")}");
                foreach (var _ in entry.Claims)
                {
                    rows.MoveNext();
                    foreach (var line in rows.Current) screen.Line(line);
                }

                screen.Line();
            }
        }

        screen.Line(Summary(entries));
    }

    static string Summary(IReadOnlyList<NotebookEntry> entries)
    {
        Claim[] claims = [.. entries.SelectMany(entry => entry.Claims)];
        var verdicts = claims.GroupBy(claim => claim.Verdict).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.Word()}");
        return $"{Count(entries.Count, "notebook")}, {Count(claims.Length, "claim")}{(claims.Length > 0 ? ": " : "")}{string.Join(", ", verdicts)}";
    }

    static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
