using System.CommandLine;
using System.Text.RegularExpressions;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Status;

namespace Marginalia.Kit.Documents;

/// <summary><c>kit new</c>: the notebook that a paper's author starts from.</summary>
internal sealed partial class NewCommand : KitCommand
{
    const string Text = """
        usage: ./kit new PAPER... --chapter CHAPTER [--name NAME]

        Writes notebooks/CHAPTER/NAME.ipynb, a notebook for a paper to start from:
        title, parameters, claims, experiment, verdict, exercises. It runs as it is,
        and ./kit lint asks for nothing but a run. Nothing is ever overwritten, and
        nothing is looked up.

          PAPER           the paper's title, its arXiv id or address, or both
          --chapter CHAPTER
                          the folder under notebooks/: balancing, training, ...
          --name NAME     the file's name (default: the title up to its colon)

        example: ./kit new 1711.02257 GradNorm: Balanced Losses --chapter balancing
        """;

    readonly Argument<string[]> paper = new("PAPER") { Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string> chapter = new("--chapter"), name = new("--name");

    public NewCommand() : base("new", Text)
    {
        Add(paper);
        Add(chapter);
        Add(name);
    }

    public override Work Read(ParseResult words)
    {
        var asked = Paper.Of(words.GetValue(paper) ?? []);
        if (asked is (null, null)) throw Wrong("which paper?", "give its title, its arXiv id, or both");
        var folder = words.GetValue(chapter) ?? throw Wrong("which chapter?", $"--chapter takes one of {string.Join(", ", Chapters.Known)}, or a new one");
        var file = words.GetValue(name) ?? asked.FileName;
        foreach (var (option, value) in (ReadOnlySpan<(string, string)>)[("--chapter", folder), ("--name", file)])
            if (!Kebab().IsMatch(value)) throw Wrong($"{option} takes lower-case words, digits and hyphens, not '{value}'");
        return session => Task.FromResult(Run(session, asked, folder, file));
    }

    int Run(Session session, Paper asked, string folder, string file)
    {
        var (screen, workspace) = (session.Screen, session.Workspace);
        var path = Path.Combine(workspace.Notebooks, folder, $"{file}.ipynb");
        if (File.Exists(path)) throw Wrong($"{workspace.Shown(path)} is there already", "give the new one another name with --name");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Scaffold.Of(asked, folder, asked.Year ?? DateTime.Today.Year).Save(path);
        screen.Line($"wrote {workspace.Shown(path)}");
        if (!Chapters.Known.Contains(folder)) screen.Line(screen.Warn($"  '{folder}' is a new chapter"));
        screen.Line(screen.Dim($"  fill in the authors and check the year; then ./kit run {workspace.Shown(path)} --quick"));
        return 0;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
