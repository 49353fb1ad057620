using System.CommandLine;
using Marginalia.Kernel.Documents;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Exporting;

/// <summary><c>kit export gallery</c>: a site of all notebooks.</summary>
internal sealed class ExportGalleryCommand : KitCommand
{
    const string Text = """
        usage: ./kit export gallery [--out DIR]

        Writes a site of all notebooks under notebooks/, as they are stored: an index
        by chapter with papers, claims, verdicts and a search, and a page for each
        notebook. Nothing is executed. The site is plain files: open index.html, or
        put the folder on any web server; it fetches nothing from elsewhere and can
        be read without JavaScript.

          --out DIR       write the site to DIR (default: artifacts/gallery)

        An older gallery in DIR is replaced as a whole, once the new one is complete.
        A folder that holds anything else is not touched.

        example: ./kit export gallery --out site
        """;

    readonly Option<string> outputFolder = new("--out");

    public ExportGalleryCommand() : base("gallery", Text) => Add(outputFolder);

    public override Work Read(ParseResult words)
    {
        var folder = words.GetValue(outputFolder);
        return session => Task.FromResult(Run(session, folder));
    }

    int Run(Session session, string? typed)
    {
        var (screen, workspace) = (session.Screen, session.Workspace);
        var folder = new GalleryFolder(typed is null ? Path.Combine(workspace.Artifacts, "gallery") : workspace.FullPath(typed));
        if (folder.Objection is { } objection) throw Wrong($"{typed ?? workspace.Shown(folder.Path)} {objection}", "name another folder with --out");

        List<GalleryNotebook> notebooks = [];
        List<string> problems = [];
        foreach (var path in workspace.AllNotebooks())
        {
            session.Interruption.ThrowIfCancellationRequested();
            try
            {
                notebooks.Add(GalleryNotebook.Read(path, Path.GetRelativePath(workspace.Notebooks, path).Replace('\\', '/')));
            }
            catch (Exception error) when (error is NotebookException or FormatException)
            {
                var (shown, message) = (workspace.Shown(path), error.Message.Replace(path, workspace.Shown(path), StringComparison.Ordinal));
                problems.Add(message.StartsWith(shown, StringComparison.Ordinal) ? message : $"{shown}: {message}");
            }
        }

        foreach (var problem in problems) screen.Line(screen.Bad($"left out: {problem}"));
        if (notebooks.Count == 0) throw Wrong($"there is no notebook to show under {workspace.Shown(workspace.Notebooks)}", "./kit new makes one");
        var assets = new WebAssets(workspace);
        folder.Replace(scratch => new Gallery(notebooks, assets.Options).Write(scratch, session.Interruption));
        screen.Line($"{workspace.Shown(Path.Combine(folder.Path, "index.html"))}: {notebooks.Count} {(notebooks.Count == 1 ? "notebook" : "notebooks")}");
        foreach (var line in notebooks.SelectMany(notebook => assets.Missing(notebook.Notebook)).Distinct()) screen.Line(screen.Warn(line));
        return problems.Count == 0 ? 0 : 1;
    }
}
