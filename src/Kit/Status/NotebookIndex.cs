using System.Text;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Status;

/// <summary>The index of all notebooks, <c>notebooks/README.md</c>: the same entries give the same bytes.</summary>
internal static class NotebookIndex
{
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
            text.Append($"\n## {Chapters.Heading(chapter.Key)}\n\n| Paper | Claim | Verdict | Time |\n|---|---|---|---|\n");
            foreach (var entry in chapter)
                text.AppendJoin("", Rows(entry));
        }

        return text.ToString();
    }

    static IEnumerable<string> Rows(NotebookEntry entry)
    {
        var paper = $"[{Escaped(entry.Paper)}]({entry.Path}){Origin(entry)}";
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
