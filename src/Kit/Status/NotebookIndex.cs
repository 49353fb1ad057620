using System.Text;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Status;

/// <summary>The index of all notebooks, <c>notebooks/README.md</c> and a table in <c>README.md</c>: the same entries give the same bytes.</summary>
internal static class NotebookIndex
{
    const string Begin = "<!-- notebooks -->\n", End = "<!-- /notebooks -->\n", Head = "| Paper | Claim | Verdict | Time |\n|---|---|---|---|\n";
    const string LongHead = "| Paper | Claim | Measured | Verdict | Seeds | Time |\n|---|---|---|---|---|---|\n";
    const int FewNumbers = 2;

    /// <summary>The index in Markdown, a section for each chapter, a row for each claim.</summary>
    public static string Markdown(IReadOnlyList<NotebookEntry> entries)
    {
        var text = new StringBuilder("""
            # Notebooks

            <!-- Written by `./kit status --write` from the outputs stored in the notebooks; edit those instead. -->

            One notebook per paper. All numbers are those of the stored full run, on two cores: mean and standard deviation over the seeds, and in brackets
            what was demanded of them before the run.

            """);
        foreach (var chapter in Chapters.Group(entries))
        {
            text.Append($"\n## {Chapters.Heading(chapter.Key)}\n\n{LongHead}");
            foreach (var entry in chapter)
                text.AppendJoin("", Rows(entry, "", withNumbers: true));
        }

        return text.ToString();
    }

    /// <summary>The README with the table of all notebooks between its two comments <c>notebooks</c>; unchanged when it has none.</summary>
    public static string InReadme(string readme, IReadOnlyList<NotebookEntry> entries)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal), end = readme.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? readme : $"{readme[..(begin + Begin.Length)]}\n{Head}{string.Concat(entries.SelectMany(entry => Rows(entry, "notebooks/", withNumbers: false)))}\n{readme[end..]}";
    }

    static IEnumerable<string> Rows(NotebookEntry entry, string folder, bool withNumbers)
    {
        var paper = $"[{Escaped(entry.Paper)}]({folder}{entry.Path}){Origin(entry)}";
        var time = entry.Time is { } taken ? Durations.Text(taken) : "";
        if (entry.Claims.Count == 0) yield return $"| {paper} | {Escaped(entry.Problem ?? "")} | {(withNumbers ? "| | " : "")}| {time} |\n";
        foreach (var (index, claim) in entry.Claims.Index())
        {
            var (numbers, seeds) = withNumbers ? ($" {Escaped(Numbers(claim))} |", $" {Seeds(claim)} |") : ("", "");
            yield return $"| {(index == 0 ? paper : "")} | {Escaped(claim.Sentence)} |{numbers} {claim.Verdict.Word().Replace('-', ' ')} |{seeds} {(index == 0 ? time : "")} |\n";
        }
    }

    /// <summary>The numbers behind a verdict; of many how many are as demanded, and the first that is not, or the first.</summary>
    static string Numbers(Claim claim)
    {
        var all = claim.Measurements;
        if (all.Count <= FewNumbers) return string.Join("<br>", all.Select(Number));
        return $"{all.Count(measurement => measurement.Met)} of {all.Count} as demanded; {Number(all.FirstOrDefault(measurement => !measurement.Met) ?? all[0])}";
    }

    static string Number(Measurement measurement) => $"{measurement.Name}: {ClaimTable.Value(measurement)} ({measurement.Criterion.Replace("<=", "≤").Replace(">=", "≥")})";

    static string Seeds(Claim claim) => claim.Budget == "full" ? $"{claim.Seeds}" : $"{claim.Seeds}, {claim.Budget}";

    static string Origin(NotebookEntry entry)
    {
        string?[] parts = [entry.Arxiv is { } id ? $"[arXiv {id}](https://arxiv.org/abs/{id})" : null, entry.Year?.ToString()];
        return parts.OfType<string>().ToArray() is { Length: > 0 } known ? $", {string.Join(", ", known)}" : "";
    }

    static string Escaped(string text) => text.Replace("|", "\\|").Replace('\n', ' ');
}
