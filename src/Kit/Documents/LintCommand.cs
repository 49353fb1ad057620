using System.CommandLine;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Documents;

/// <summary><c>kit lint</c>: whether notebooks are fit to be given to others.</summary>
internal sealed class LintCommand : KitCommand
{
    const string Text = """
        usage: ./kit lint [NOTEBOOK...]

        Checks stored notebooks, by default all under notebooks/: counters 1..N of
        one run, no errors, no absolute paths, at most 1 MB, ids, metadata that every
        front end reads; for those under notebooks/ also the paper's facts, the
        parameters cell, the sections that readers expect, and claims that agree
        with what is declared. Nothing is executed. Exit code 1 when something was
        found; each line says where, what, and what to do.

        example: ./kit lint notebooks/balancing/gradnorm.ipynb
        """;

    readonly Argument<string[]> notebooks = new("NOTEBOOK") { Arity = ArgumentArity.ZeroOrMore };

    public LintCommand() : base("lint", Text) => Add(notebooks);

    public override Work Read(ParseResult words)
    {
        var named = words.GetValue(notebooks) ?? [];
        return session => Task.FromResult(Run(session, named));
    }

    int Run(Session session, string[] named)
    {
        var (screen, workspace) = (session.Screen, session.Workspace);
        if (named.FirstOrDefault(name => !File.Exists(workspace.FullPath(name))) is { } missing)
            throw Wrong($"there is no notebook {missing}", "./kit status lists them");
        var (checks, findings) = (0, 0);
        foreach (var path in named.Length > 0 ? named.Select(workspace.FullPath) : workspace.AllNotebooks())
        {
            checks++;
            var below = Path.GetRelativePath(workspace.Notebooks, path).Replace('\\', '/');
            foreach (var finding in NotebookLint.Findings(File.ReadAllText(path), below.StartsWith("../", StringComparison.Ordinal) ? null : below))
            {
                findings++;
                screen.Line($"{workspace.Shown(path)}: {finding}");
            }
        }
        var summary = $"{checks} {(checks == 1 ? "notebook" : "notebooks")}, {(findings == 0 ? "nothing" : $"{findings} {(findings == 1 ? "thing" : "things")}")} found";
        screen.Line(findings == 0 ? screen.Good(summary) : screen.Bad(summary));
        return findings == 0 ? 0 : 1;
    }
}
