using Marginalia.Kernel.Documents;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Documents;

namespace Marginalia.Kit.Tests.Documents;

public sealed class NewCommandTests : IDisposable
{
    readonly Kitchen kit = new();

    public void Dispose() => kit.Dispose();

    [Theory]
    [InlineData("1711.02257 GradNorm: Gradients", "notebooks/balancing/gradnorm.ipynb")]
    [InlineData("A paper without a number", "notebooks/balancing/a-paper-without-a-number.ipynb")]
    public void The_scaffold_lacks_nothing_but_a_run(string paper, string path)
    {
        Assert.Equal((0, true), (kit.Run($"new {paper} --chapter balancing"), File.Exists(kit.Folder[path])));
        var json = File.ReadAllText(kit.Folder[path]);
        Assert.Equal(["it has not been run"], NotebookLint.Findings(json, path["notebooks/".Length..]).Select(finding => finding.What));
        Assert.Equal(json, Notebook.Parse(json).ToJson());
        Assert.Contains(paper.Split("02257 ")[^1], json);
    }

    [Fact]
    public async Task The_scaffold_runs_as_it_is_and_then_nothing_is_found()
    {
        kit.Run("new A paper --chapter balancing");
        var result = await KitProcess.Run(kit.Folder.Path, ["run", "notebooks/balancing/a-paper.ipynb", "--save"], root: kit.Folder.Path);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(0, kit.Run("lint"));
        Assert.Contains("1 notebook, nothing found", kit.Output);
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        kit.Run("new A paper --chapter balancing");
        var error = Assert.Throws<UsageError>(() => kit.Run("new A paper --chapter balancing"));
        Assert.Equal("new: notebooks/balancing/a-paper.ipynb is there already", error.Message);
        Assert.Equal(0, kit.Run("new A paper --chapter balancing --name other"));
        Assert.Equal(0, kit.Run("new A paper --chapter things"));
        Assert.Contains("'things' is a new chapter", kit.Output);
    }

    [Theory]
    [InlineData("new --chapter balancing", "new: which paper?")]
    [InlineData("new A paper", "new: which chapter?")]
    [InlineData("new A paper --chapter ../x", "new: --chapter takes lower-case words, digits and hyphens, not '../x'")]
    [InlineData("new A paper --chapter x --name A.ipynb", "new: --name takes lower-case words, digits and hyphens, not 'A.ipynb'")]
    [InlineData("new 数 --chapter x", "new: --name takes lower-case words, digits and hyphens, not ''")]
    public void What_is_missing_is_asked_for(string line, string message) => Assert.Equal(message, Assert.Throws<UsageError>(() => kit.Run(line)).Message);
}
