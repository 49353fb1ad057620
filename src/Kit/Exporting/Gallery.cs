using Marginalia.Kernel.Export;
using Marginalia.Kit.Status;

namespace Marginalia.Kit.Exporting;

/// <summary>A site of notebooks: <c>index.html</c>, a page for each below <c>notebooks/</c>, and in <c>assets/</c> what they share.</summary>
/// <param name="notebooks">The notebooks.</param>
/// <param name="options">The scripts that there are.</param>
internal sealed class Gallery(IEnumerable<GalleryNotebook> notebooks, HtmlOptions options)
{
    readonly IReadOnlyList<IGrouping<string, GalleryNotebook>> chapters = [.. Chapters.Group(notebooks, notebook => notebook.Facts.Chapter)];

    /// <summary>Writes the site into a folder; the same notebooks give the same bytes.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public void Write(string folder, CancellationToken interruption)
    {
        var assets = Path.Combine(folder, "assets");
        new PageFiles(options).Write(assets);
        foreach (var name in (string[])["gallery.css", "gallery.js"])
            Save(assets, name, Resource(name));

        GalleryNotebook[] ordered = [.. chapters.SelectMany(chapter => chapter)];
        var frames = new GalleryFrames(ordered);
        var search = new SearchIndex();
        foreach (var (index, notebook) in ordered.Index())
        {
            interruption.ThrowIfCancellationRequested();
            var page = HtmlExporter.Render(notebook.Notebook, options with { Frame = frames.Of(index) });
            Save(folder, notebook.Page, page.Html);
            if (notebook.Thumbnail is { } picture) File.WriteAllBytes(Room(folder, notebook.Picture!), picture.Bytes);
            search.Add(notebook, page);
        }

        Save(folder, "index.html", GalleryIndex.Html(chapters, search));
    }

    static void Save(string folder, string file, string text) => File.WriteAllText(Room(folder, file), text);

    /// <summary>The full path of a file whose folder is there.</summary>
    static string Room(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Gallery).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
