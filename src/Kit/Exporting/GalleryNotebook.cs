using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;
using Marginalia.Kit.Status;

namespace Marginalia.Kit.Exporting;

/// <summary>A notebook of the gallery.</summary>
/// <param name="Notebook">The notebook.</param>
/// <param name="Facts">What it says about itself.</param>
/// <param name="Title">Its title.</param>
/// <param name="Thumbnail">Its first picture, or null.</param>
internal sealed record GalleryNotebook(Notebook Notebook, NotebookEntry Facts, string Title, Thumbnail? Thumbnail)
{
    /// <summary>Reads a notebook; <paramref name="path"/> is its path below notebooks/, with forward slashes.</summary>
    /// <exception cref="NotebookException">It cannot be read.</exception>
    /// <exception cref="FormatException">It shows a claim that cannot be read.</exception>
    public static GalleryNotebook Read(string file, string path)
    {
        var notebook = Notebook.Load(file);
        return new(notebook, NotebookEntry.Of(notebook, path), HtmlExporter.Title(notebook), Thumbnail.Of(notebook));
    }

    /// <summary>The file of its page in the gallery.</summary>
    public string Page => $"notebooks/{Path.ChangeExtension(Facts.Path, ".html")}";

    /// <summary>The file of its thumbnail in the gallery, or null.</summary>
    public string? Picture => Thumbnail is { } picture ? $"assets/thumbnails/{Path.ChangeExtension(Facts.Path, picture.FileEnding)}" : null;

    /// <summary>A file of the gallery as an address.</summary>
    public static string Address(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
}
