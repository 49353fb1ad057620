using System.CommandLine;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Exporting;

/// <summary><c>kit export html</c>: each notebook as one page that needs nothing else.</summary>
internal sealed class ExportHtmlCommand : KitCommand
{
    const string Text = """
        usage: ./kit export html NOTEBOOK... [--out DIR]

        Writes NAME.html for each notebook: text, code and stored outputs in one file,
        with live figures and equations, light and dark, without a network. Nothing is
        executed; ./kit run writes the same page of a fresh run.

          --out DIR       write the pages to DIR (default: artifacts/pages)

        Takes .ipynb, and the other formats of ./kit convert. Replaces its own pages
        only: another file of that name stays.

        example: ./kit export html notebooks/balancing/gradnorm.ipynb --out pages
        """;

    readonly Argument<string[]> notebooks = new("NOTEBOOK") { Arity = ArgumentArity.OneOrMore };
    readonly Option<string> outputFolder = new("--out");

    public ExportHtmlCommand() : base("html", Text)
    {
        Add(notebooks);
        Add(outputFolder);
    }

    public override Work Read(ParseResult words)
    {
        var (named, folder) = (words.GetRequiredValue(notebooks), words.GetValue(outputFolder));
        return session => Task.FromResult(Run(session, named, folder));
    }

    int Run(Session session, string[] named, string? typed)
    {
        var (screen, workspace) = (session.Screen, session.Workspace);
        var folder = typed is null ? Path.Combine(workspace.Artifacts, "pages") : workspace.FullPath(typed);
        var assets = new WebAssets(workspace);
        var pages = named.Select(name => (Name: name, Page: Path.Combine(folder, Path.GetFileNameWithoutExtension(name) + ".html"))).ToList();
        foreach (var (name, page) in pages)
            if (pages.First(other => other.Page == page).Name is var twin && twin != name)
                throw Wrong($"{twin} and {name} would both become {workspace.Shown(page)}", "export them one at a time, each with its own --out");
            else if (IsForeign(page))
                throw Wrong($"{workspace.Shown(page)} is there and is not a page of kit's", "name another folder with --out");
        var read = pages.Select(page => (Notebook: Load(page.Name, workspace), page.Page)).ToList();

        Directory.CreateDirectory(folder);
        foreach (var (notebook, page) in read)
        {
            session.Interruption.ThrowIfCancellationRequested();
            AtomicFile.Write(page, assets.Page(notebook, Path.GetFileNameWithoutExtension(page)));
            screen.Line(workspace.Shown(page));
        }
        foreach (var line in read.SelectMany(pair => assets.Missing(pair.Notebook)).Distinct()) screen.Line(screen.Warn(line));
        return 0;
    }

    Notebook Load(string name, Workspace workspace)
    {
        try
        {
            return NotebookFile.Load(workspace.FullPath(name));
        }
        catch (NotebookException error)
        {
            throw Wrong(error.Message.Replace(workspace.FullPath(name), name, StringComparison.Ordinal), "./kit status lists the notebooks");
        }
    }

    static bool IsForeign(string page) => Directory.Exists(page) || File.Exists(page) && !File.ReadLines(page).Take(10).Contains(HtmlDocument.Mark);
}
