using Marginalia.Kernel.Export;
using Marginalia.Kernel.Formatting;
using Marginalia.Kit.Screens;
using Marginalia.Kit.Status;

namespace Marginalia.Kit.Exporting;

/// <summary>What the gallery puts around its notebooks: the way back, the paper, the neighbours; and where links between notebooks lead.</summary>
/// <param name="notebooks">The notebooks in the order of the gallery.</param>
internal sealed class GalleryFrames(IReadOnlyList<GalleryNotebook> notebooks)
{
    readonly Dictionary<string, string> pages = notebooks.ToDictionary(notebook => notebook.Facts.Path, notebook => GalleryNotebook.Address(notebook.Page));

    /// <summary>The frame of a notebook's page.</summary>
    public PageFrame Of(int index)
    {
        var notebook = notebooks[index];
        var facts = notebook.Facts;
        var top = string.Concat(Enumerable.Repeat("../", notebook.Page.Count(c => c == '/')));
        var before = $"""
            <header class="site">
            <nav aria-label="Gallery"><a href="{top}index.html">Marginalia</a> <span aria-hidden="true">/</span> <a href="{top}index.html#{GalleryIndex.Anchor(facts.Chapter)}">{HtmlText.Encode(Chapters.Heading(facts.Chapter))}</a></nav>
            </header>

            """;
        var after = $"""
            <footer class="site">
            <p>{Source(facts)}</p>
            <nav aria-label="Notebooks">{Neighbour(index - 1, "prev", top)}{Neighbour(index + 1, "next", top)}</nav>
            </footer>

            """;
        return new($"{top}assets", $"<link rel=\"stylesheet\" href=\"{top}assets/gallery.css\">\n", before, after, address => Target(address, facts.Path, top));
    }

    static string Source(NotebookEntry facts) =>
        $"{(facts.Time is { } time ? $"The stored run took {Durations.Text(time)}. " : "")}Run it: <code>./kit run {HtmlText.Encode($"notebooks/{facts.Path}")}</code>";

    string Neighbour(int index, string relation, string top) => index < 0 || index >= notebooks.Count ? "" :
        $"<a rel=\"{relation}\" href=\"{top}{GalleryNotebook.Address(notebooks[index].Page)}\"><small>{(relation == "prev" ? "Previous" : "Next")}</small> {HtmlText.Encode(notebooks[index].Title)}</a>";

    /// <summary>The page of the notebook that a link in another one leads to; null for anything else.</summary>
    string? Target(string address, string from, string top)
    {
        var end = address.IndexOfAny(['#', '?']);
        var (path, rest) = end < 0 ? (address, "") : (address[..end], address[end..]);
        var file = Path.GetFullPath(Uri.UnescapeDataString(path), Path.GetDirectoryName($"/{from}")!).TrimStart('/');
        return pages.TryGetValue(file, out var page) ? $"{top}{page}{rest.ToLowerInvariant()}" : null;
    }
}
