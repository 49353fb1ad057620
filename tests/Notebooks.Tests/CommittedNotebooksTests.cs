using System.Diagnostics;
using Marginalia.Kit;
using Marginalia.Kit.Documents;
using Marginalia.Kit.Status;

namespace Marginalia.Notebooks.Tests;

/// <summary>Every notebook under notebooks/: its quick version runs, its stored file is clean, and the index tells the truth.</summary>
public class CommittedNotebooksTests(ITestOutputHelper output)
{
    // The budget of a quick run is 20 s on two free cores. Timed tests fail on busy machines, so only a multiple is enforced.
    static readonly TimeSpan budget = TimeSpan.FromSeconds(20), limit = TimeSpan.FromSeconds(180);

    static readonly Workspace workspace = new(Repository.Root, Repository.Root);

    public static TheoryData<string> All => [.. workspace.AllNotebooks().Select(path => Path.GetRelativePath(workspace.Notebooks, path).Replace('\\', '/'))];

    [Theory(SkipTestWithoutData = true), MemberData(nameof(All))]
    public async Task The_quick_run_succeeds(string path)
    {
        using var folder = new TemporaryFolder();
        var clock = Stopwatch.StartNew();
        var result = await KitProcess.Run(Repository.Root, ["run", $"notebooks/{path}", "--quick", "--out", folder.Path], limit: limit);
        output.WriteLine($"{path}: quick run took {clock.Elapsed.TotalSeconds:0.0} s of {budget.TotalSeconds:0} s");
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
        Assert.True(File.Exists(folder[Path.GetFileName(Path.ChangeExtension(path, ".html"))]));
    }

    [Theory(SkipTestWithoutData = true), MemberData(nameof(All))]
    public void The_stored_file_is_clean(string path)
    {
        var faults = NotebookLint.Findings(File.ReadAllText(Path.Combine(workspace.Notebooks, path)), path);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void The_index_is_up_to_date()
    {
        var entries = NotebookEntry.All(workspace);
        var index = Path.Combine(workspace.Notebooks, "README.md");
        if (entries.Count == 0) Assert.False(File.Exists(index), "there is an index but no notebook");
        else Assert.True(File.Exists(index) && File.ReadAllText(index) == NotebookIndex.Markdown(entries), "notebooks/README.md is out of date; write it with ./kit status --write");
        var readme = File.ReadAllText(Path.Combine(workspace.Root, "README.md"));
        Assert.True(readme == NotebookIndex.InReadme(readme, entries), "the table in README.md is out of date; write it with ./kit status --write");
    }

    [Theory]
    [InlineData("ten-tasks.svg", "balancing/gradnorm.ipynb", "README.md", "](docs/ten-tasks.svg)")]
    [InlineData("rooms.svg", "data/rooms.ipynb", "docs/data.md", "](rooms.svg)")]
    public void A_picture_in_the_docs_is_a_figure_of_its_notebook(string picture, string notebook, string page, string link)
    {
        var bytes = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(workspace.Root, "docs", picture)));
        Assert.Contains(link, File.ReadAllText(Path.Combine(workspace.Root, page)));
        Assert.Contains(bytes, File.ReadAllText(Path.Combine(workspace.Notebooks, notebook)));
    }
}
