using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Status;

/// <summary><c>kit status</c>: what the stored notebooks claim and found. Nothing is executed.</summary>
internal sealed class StatusCommand : KitCommand
{
    const string Text = """
        usage: ./kit status [--json] [--write]

        All notebooks under notebooks/, as their stored outputs tell: paper, chapter,
        claims with what was declared and what the stored run found, and how long
        that run took. Nothing is executed.

          --json          the same as JSON on standard output
          --write         write notebooks/README.md and README's table

        example: ./kit status
        """;

    readonly Option<bool> json = new("--json");
    readonly Option<bool> write = new("--write");

    public StatusCommand() : base("status", Text)
    {
        Add(json);
        Add(write);
    }

    public override Work Read(ParseResult words)
    {
        var (asJson, intoFiles) = (words.GetValue(json), words.GetValue(write));
        return session => Task.FromResult(Run(session, asJson, intoFiles));
    }

    static int Run(Session session, bool asJson, bool intoFiles)
    {
        var (screen, workspace) = (session.Screen, session.Workspace);
        var entries = NotebookEntry.All(workspace);
        if (intoFiles)
        {
            var index = Path.Combine(workspace.Notebooks, "README.md");
            Directory.CreateDirectory(workspace.Notebooks);
            File.WriteAllText(index, NotebookIndex.Markdown(entries));
            if (!asJson) screen.Line($"wrote {workspace.Shown(index)}");
            var readme = Path.Combine(workspace.Root, "README.md");
            if (File.Exists(readme)) File.WriteAllText(readme, NotebookIndex.InReadme(File.ReadAllText(readme), entries));
        }

        if (asJson) screen.Line(StatusJson.Text(entries));
        else if (entries.Count == 0) screen.Line($"There is no notebook under {workspace.Shown(workspace.Notebooks)}.");
        else if (!intoFiles) new StatusTable(workspace, screen).Show(entries);
        return entries.Any(entry => entry.Problem is not null) ? 1 : 0;
    }
}
