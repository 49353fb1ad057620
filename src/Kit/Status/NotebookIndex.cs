using System.Text;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Status;

/// <summary>The index of all notebooks, <c>notebooks/README.md</c> and a table in <c>README.md</c>: the same entries give the same bytes.</summary>
internal static class NotebookIndex
{
    const string Begin = "<!-- notebooks -->\n", End = "<!-- /notebooks -->\n", Head = "| Paper | Claim | Verdict | Time |\n|---|---|---|---|\n";

    /// <summary>The index in Markdown, a section for each chapter, a row for each claim.</summary>
    public static string Markdown(IReadOnlyList<NotebookEntry> entries)
    {
        var text = new StringBuilder("""
            # Notebooks

            <!-- Written by `./kit status --write` from the outputs stored in the notebooks; edit those instead. -->

            One notebook per paper. Verdict and time are those of the stored full run, on two cores.

            """);
        foreach (var chapter in Chapters.Group(entries))
        {
            text.Append($"\n## {Chapters.Heading(chapter.Key)}\n\n{Head}");
            foreach (var entry in chapter)
                text.AppendJoin("", Rows(entry, ""));
        }

        return text.ToString();
    }

    /// <summary>The README with the table of all notebooks between its two comments <c>notebooks</c>; unchanged when it has none.</summary>
    public static string InReadme(string readme, IReadOnlyList<NotebookEntry> entries)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal), end = readme.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? readme : $"{readme[..(begin + Begin.Length)]}\n{Head}{string.Concat(entries.SelectMany(entry => Rows(entry, "notebooks/")))}\n{readme[end..]}";
    }

    static IEnumerable<string> Rows(NotebookEntry entry, string folder)
    {
        var paper = $"[{Escaped(entry.Paper)}]({folder}{entry.Path}){Origin(entry)}";
        var time = entry.Time is { } taken ? Durations.Text(taken) : "";
        if (entry.Claims.Count == 0) yield return $"| {paper} | {Escaped(entry.Problem ?? "")} | | {time} |\n";
        foreach (var (index, claim) in entry.Claims.Index())
            yield return $"| {(index == 0 ? paper : "")} | {Escaped(claim.Sentence)} | {claim.Verdict.Word().Replace('-', ' ')} | {(index == 0 ? time : "")} |\n";
    }

    static string Origin(NotebookEntry entry)
    {
        string?[] parts = [entry.Arxiv is { } id ? $"[arXiv {id}](https://arxiv.org/abs/{id})" : null, entry.Year?.ToString()];
        return parts.OfType<string>().ToArray() is { Length: > 0 } known ? $", {string.Join(", ", known)}" : "";
    }

    static string Escaped(string text) => text.Replace("|", "\\|").Replace('\n', ' ');
}
