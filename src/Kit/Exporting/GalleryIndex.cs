using System.Text;
using Marginalia.Kernel.Export;
using Marginalia.Kernel.Formatting;
using Marginalia.Kit.Screens;
using Marginalia.Kit.Status;

namespace Marginalia.Kit.Exporting;

/// <summary>The gallery's index: chapters, and for each notebook its paper, claims and first picture.</summary>
internal static class GalleryIndex
{
    /// <summary>The page; chapters and their notebooks in the order of the gallery.</summary>
    public static string Html(IReadOnlyList<IGrouping<string, GalleryNotebook>> chapters, SearchIndex search)
    {
        var body = new StringBuilder($"""
            <header class="site index">
            <h1>Marginalia</h1>
            <p class="lead">C# notebooks in the margins of papers. Each tests what its paper claims, and says what came of it.</p>
            {Summary([.. chapters.SelectMany(chapter => chapter)])}
            <form role="search" hidden>
            <label for="q">Search</label>
            <input id="q" name="q" type="search" autocomplete="off" spellcheck="false" placeholder="title, author, claim, any word" aria-describedby="found">
            <p id="found" role="status"></p>
            </form>
            """).Append('\n');
        if (chapters.Count > 1)
            body.Append($"<nav aria-label=\"Chapters\">\n<ul>\n{string.Concat(chapters.Select(chapter => $"<li><a href=\"#{Anchor(chapter.Key)}\">{Heading(chapter.Key)}</a></li>\n"))}</ul>\n</nav>\n");
        body.Append("</header>\n<main class=\"index\">\n");
        foreach (var chapter in chapters)
            body.Append($"<section aria-labelledby=\"{Anchor(chapter.Key)}\">\n<h2 id=\"{Anchor(chapter.Key)}\">{Heading(chapter.Key)}</h2>\n{string.Concat(chapter.Select(Card))}</section>\n");
        body.Append($"</main>\n<script id=\"notebooks\" type=\"application/json\">{search.Json()}</script>\n<script src=\"assets/gallery.js\"></script>\n");
        return HtmlDocument.Of("Marginalia: notebooks", "<link rel=\"stylesheet\" href=\"assets/page.css\">\n<link rel=\"stylesheet\" href=\"assets/gallery.css\">\n", body.ToString());
    }

    /// <summary>The name of a chapter in the index.</summary>
    public static string Anchor(string chapter) => HtmlText.Encode($"chapter-{Chapters.Heading(chapter).ToLowerInvariant().Replace(' ', '-')}");

    /// <summary>A paper in one line: authors, year and link, as far as they are known.</summary>
    public static string Origin(NotebookEntry facts)
    {
        string?[] parts =
        [
            facts.Authors is { } authors ? HtmlText.Encode(authors) : null,
            facts.Year?.ToString(),
            facts.Arxiv is { } id ? $"<a href=\"https://arxiv.org/abs/{HtmlText.Encode(id)}\">arXiv {HtmlText.Encode(id)}</a>" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    static string Heading(string chapter) => HtmlText.Encode(Chapters.Heading(chapter));

    static string Summary(IReadOnlyList<GalleryNotebook> notebooks)
    {
        var claims = notebooks.SelectMany(notebook => notebook.Facts.Claims).ToList();
        var counts = claims.GroupBy(claim => claim.Verdict).OrderBy(group => group.Key).Select(group => VerdictBadge.Html(group.Key, group.Count()));
        return $"<p class=\"summary\">{Count(notebooks.Count, "notebook")}, {Count(claims.Count, "claim")} {string.Join(' ', counts)}</p>";
    }

    static string Card(GalleryNotebook notebook)
    {
        var (facts, address) = (notebook.Facts, GalleryNotebook.Address(notebook.Page));
        var paper = facts.Paper == notebook.Title ? "" : $"<cite>{HtmlText.Encode(facts.Paper)}</cite>";
        var origin = Origin(facts);
        var claims = string.Concat(facts.Claims.Select(claim => $"<li>{VerdictBadge.Html(claim.Verdict)} <span>{HtmlText.Encode(claim.Sentence)}</span></li>\n"));
        var picture = notebook.Thumbnail is { } thumbnail
            ? $"<img class=\"thumb\" src=\"{GalleryNotebook.Address(notebook.Picture!)}\" alt=\"{HtmlText.Encode(thumbnail.Text)}\" loading=\"lazy\">"
            : $"<div class=\"thumb\" aria-hidden=\"true\">{HtmlText.Encode(notebook.Title.EnumerateRunes().FirstOrDefault(new Rune('?')).ToString())}</div>";
        return $"""
            <article class="card" data-page="{address}">
            <div>
            <h3><a href="{address}">{HtmlText.Encode(notebook.Title)}</a></h3>
            {(paper.Length + origin.Length > 0 ? $"<p class=\"paper\">{paper}{(paper.Length * origin.Length > 0 ? ". " : "")}{origin}</p>" : "")}
            {(claims.Length > 0 ? $"<ul class=\"claims\">\n{claims}</ul>" : "<p class=\"facts\">No stored claim.</p>")}
            {(facts.Time is { } time ? $"<p class=\"facts\">The stored run took {Durations.Text(time)}.</p>" : "")}
            </div>
            {picture}
            </article>

            """;
    }

    static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
