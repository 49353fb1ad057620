using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests;

/// <summary>
/// What README.md tells its reader to type works. Every command must be understood, and what it names must exist. Then they are
/// executed: <c>run</c> as its quick version into a temporary folder (never with <c>--save</c>), help, version and <c>status</c>
/// as they stand. Only read are <c>test</c>, which would run itself, <c>status --write</c>, which would change the clone, and what
/// <c>--torch</c> would download a package for.
/// </summary>
public class ReadmeTests
{
    static readonly string readme = Path.Combine(Repository.Root, "README.md");

    [Fact]
    public void Commands_are_found_in_sh_blocks_only()
    {
        var commands = ReadmeCommands.In("""
            Type `./kit ignored`:
            ```sh
            git clone somewhere
            ./kit run a.ipynb   # a few minutes
            $ LIBTORCH=/opt/libtorch ./kit run b.ipynb -p x=1
            ./kit
            ```
            ```text
            ./kit shown
            ```
            """);
        Assert.Equal(["run a.ipynb", "run b.ipynb -p x=1", ""], commands.Select(words => string.Join(' ', words)));
    }

    [Fact]
    public async Task Every_command_works()
    {
        var commands = ReadmeCommands.In(await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken)).ToArray();
        Assert.NotEmpty(commands);
        using var folder = new TemporaryFolder();
        var executed = commands.Select(words => Executed(words, folder.Path)).OfType<string[]>().DistinctBy(words => string.Join(' ', words));
        foreach (var words in executed)
        {
            var result = await KitProcess.Run(Repository.Root, words, limit: TimeSpan.FromSeconds(180));
            Assert.True(result.ExitCode == 0, $"./kit {string.Join(' ', words)}: exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
        }
    }

    // The words to execute for a command of the README; null when it is only read.
    static string[]? Executed(string[] words, string folder)
    {
        if (words is ["--torch", var provider, .. var rest])
        {
            Assert.Contains($"{provider} |", File.ReadAllText(Path.Combine(Repository.Root, "kit"))); // the launcher's: LauncherTests
            CommandTree.Read(rest);
            return null;
        }
        CommandTree.Read(words);
        if (words is ["test", ..] or ["status", "--write"]) return null;
        if (words is not ["run", ..] || words.Contains("--help")) return words;
        var (command, parsed) = CommandTree.Parse(words);
        var run = ((RunCommand)command).Request(parsed);
        RunPlan.Of(run, new Workspace(Repository.Root, Repository.Root));
        return ["run", .. run.Notebooks, "--quick", .. run.Parameters.Where(pair => pair.Key != "quick").SelectMany(pair => (string[])["-p", $"{pair.Key}={pair.Value}"]), "--out", folder];
    }
}
