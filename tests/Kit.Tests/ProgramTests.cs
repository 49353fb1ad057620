using System.Diagnostics;

namespace Marginalia.Kit.Tests;

/// <summary>The command line as a process: exit codes, which stream, and signals.</summary>
public sealed class ProgramTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    public async Task Alone_it_explains_itself(string word)
    {
        var result = await KitProcess.Run(folder.Path, word.Length == 0 ? [] : [word]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("Marginalia: C# notebooks in the margins of papers.", result.Output);
    }

    [Fact]
    public async Task It_says_its_version()
    {
        var result = await KitProcess.Run(folder.Path, ["--version"]);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^kit \d+\.\d+\.\d+\n$", result.Output);
    }

    [Fact]
    public async Task Wrong_usage_is_one_line_and_a_hint_on_standard_error()
    {
        var result = await KitProcess.Run(folder.Path, ["run", "missing.ipynb"]);
        Assert.Equal(new(2, "", "kit: run: there is no notebook missing.ipynb\n     ./kit status lists them\n"), result);
    }

    [Fact]
    public async Task A_run_in_a_pipe_is_plain_text_and_succeeds()
    {
        folder.Write("a.ipynb", new NotebookBuilder().Markdown("# A").Code("// Answer\nConsole.Error.Write(\"\\r 40% |##  |\"); Console.Error.Write(\"\\r          \\r\"); 41 + 1").ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "a.ipynb", "--out", "results"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\r', result.Output);
        Assert.DoesNotContain("40%", result.Output);
        Assert.Contains("\n        42\n", result.Output);
        Assert.Contains("\n  results/a.ipynb\n  results/a.html\n", result.Output);
    }

    [Fact]
    public async Task Doctor_says_which_torch_is_in_use_and_that_it_computes()
    {
        var result = await KitProcess.Run(folder.Path, ["doctor"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^torch +System: ", result.Output);
        Assert.Matches(@"(?m)^version +\d+\.\d+", result.Output);
        Assert.Contains("torch computes", result.Output);
    }

    [Fact]
    public async Task Paths_are_those_of_the_users_folder_and_results_those_of_the_repository()
    {
        folder.Write("root/notebooks/balancing/a.ipynb", new NotebookBuilder().Code("1").ToString());
        var result = await KitProcess.Run(folder["root/notebooks"], ["run", "balancing/a.ipynb"], root: folder["root"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("\n  ../artifacts/runs/balancing/a/a.html\n", result.Output);
        Assert.True(File.Exists(folder["root/artifacts/runs/balancing/a/a.html"]));
    }

    [Fact]
    public async Task A_thread_that_a_cell_leaves_behind_does_not_keep_it_alive()
    {
        folder.Write("a.ipynb", new NotebookBuilder().Code("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();").ToString());
        Assert.Equal(0, (await KitProcess.Run(folder.Path, ["run", "a.ipynb", "--out", "results"])).ExitCode);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_cell_and_leaves_the_notebook_as_it_was(string signal, int exitCode)
    {
        var json = new NotebookBuilder().Code("1").Markdown("# T\n## Wait").Code("Console.WriteLine(\"waiting\"); System.Threading.Thread.Sleep(-1);").ToString();
        var path = folder.Write("notebooks/balancing/a.ipynb", json);
        using var process = KitProcess.Start(folder.Path, ["run", "notebooks/balancing/a.ipynb", "--save"]);
        var seen = "";
        while (!seen.Contains("waiting", StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) seen += line + "\n";
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        seen += await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains("Interrupted in cell 2 of 2 (Wait)", seen);
        Assert.Equal(json, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(folder["artifacts"]));
    }
}
