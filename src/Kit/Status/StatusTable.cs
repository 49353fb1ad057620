using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Status;

/// <summary>Shows what the stored notebooks claim and found.</summary>
internal sealed class StatusTable(Workspace workspace, Screen screen)
{
    public void Show(IReadOnlyList<NotebookEntry> entries)
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
