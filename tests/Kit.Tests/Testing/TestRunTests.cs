using System.Text.RegularExpressions;
using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Screens;
using Marginalia.Kit.Testing;

namespace Marginalia.Kit.Tests.Testing;

public sealed partial class TestRunTests : IDisposable
{
    readonly StringWriter text = new() { NewLine = "\n" };

    public void Dispose() => text.Dispose();

    readonly CannedSuite kernel = new("Kernel.Tests", new(3, 0, 0, TimeSpan.FromSeconds(1), [], []), "Kernel.Adds", "Kernel.Subtracts");
    readonly CannedSuite torch = new("Torch.Tests", new(2, 1, 1, TimeSpan.FromSeconds(2), [new("Torch.Multiplies", "1 is not 2\nat Torch")], [new("Torch.Gpu", "no GPU")]), "Torch.Multiplies");
    readonly CannedSuite format = new("format", new(1, 0, 0, TimeSpan.FromSeconds(1), [], []), "dotnet format");

    [Fact]
    public async Task Every_suite_gets_a_line_and_the_last_line_is_the_count()
    {
        Assert.Equal(1, await Run());
        Assert.Equal("""
            Kernel.Tests  3 passed, 0 failed  1.0 s
            Torch.Tests   2 passed, 1 failed, 1 skipped  2.0 s
              skipped Torch.Gpu: no GPU
              FAILED Torch.Multiplies
                1 is not 2
                at Torch

            format        1 passed, 0 failed  1.0 s

            total 0.0 s
            6 passed, 1 failed, 1 skipped

            """, Total().Replace(text.ToString(), "total 0.0 s"));
    }

    [Fact]
    public async Task Tests_that_are_skipped_for_one_reason_get_one_line()
    {
        Skip[] skips = [new("Torch.Gpu", "no GPU"), new("Torch.Png", "no png"), new("Torch.Gpus", "no GPU")];
        await new TestRun([new CannedSuite("Torch.Tests", new(1, 0, 3, default, [], skips), "Torch.Adds")], [], Screen.Plain(text)).Run(null, list: false, CancellationToken.None);
        Assert.Contains("\n  skipped 2 tests, the first Torch.Gpu: no GPU\n  skipped Torch.Png: no png\n", text.ToString());
    }

    [Theory]
    [InlineData("kernel")]
    [InlineData("Kernel.Tests")]
    public async Task A_filter_that_names_a_suite_runs_it_whole(string filter)
    {
        Assert.Equal(0, await Run(filter));
        Assert.EndsWith("\n3 passed, 0 failed\n", text.ToString());
        Assert.Null(kernel.Filter);
    }

    [Fact]
    public async Task Another_filter_goes_to_the_test_projects_only()
    {
        Assert.Equal(1, await Run("Multi"));
        Assert.Equal(("Multi", "Multi"), (kernel.Filter, torch.Filter));
        Assert.Equal("never run", format.Filter);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_wrong_usage()
    {
        var run = new TestRun([new CannedSuite("Kernel.Tests", new(0, 0, 0, default, [], []))], [], Screen.Plain(text));
        var error = await Assert.ThrowsAsync<UsageError>(() => run.Run("zzz", list: false, CancellationToken.None));
        Assert.Contains("'zzz'", error.Message);
    }

    [Fact]
    public async Task List_names_what_would_run()
    {
        Assert.Equal(0, await Run("subtr", list: true));
        Assert.Equal("Kernel.Tests\n  Kernel.Subtracts\n", text.ToString());
    }

    [Theory]
    [InlineData("test nothing-like-it")]
    [InlineData("test --list nothing-like-it")]
    public async Task The_words_of_the_command_line_reach_it(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tests/none.txt", "");
        var work = CommandTree.Read(line.Split(' '));
        var error = await Assert.ThrowsAsync<UsageError>(() => work(new(Screen.Plain(text), CancellationToken.None, new(folder.Path, folder.Path))));
        Assert.Contains("'nothing-like-it'", error.Message);
    }

    [Theory]
    [InlineData(5, 0, 0, "5 passed, 0 failed")]
    [InlineData(5, 2, 0, "5 passed, 2 failed")]
    [InlineData(5, 0, 1, "5 passed, 0 failed, 1 skipped")]
    public void The_summary_counts(int passed, int failed, int skipped, string summary) => Assert.Equal(summary, TestRun.Summary(passed, failed, skipped));

    [Fact]
    public async Task A_check_whose_tool_is_missing_is_skipped()
    {
        var check = new ToolCheck("launcher", "no-such-tool", ["kit"], "apt-get install it", new Workspace(AppContext.BaseDirectory, AppContext.BaseDirectory));
        var result = await check.Run(null, CancellationToken.None);
        Assert.Equal((0, 0, 1), (result.Passed, result.Failed, result.Skipped));
        Assert.Equal([new Skip("launcher", "no-such-tool is not installed (apt-get install it)")], result.Skips);
    }

    [Fact]
    public async Task A_check_whose_tool_complains_fails_with_what_it_said()
    {
        var check = new ToolCheck("launcher", "sh", ["-c", "echo line 3 is wrong >&2; exit 4"], "sh --help", new Workspace(AppContext.BaseDirectory, AppContext.BaseDirectory));
        var result = await check.Run(null, CancellationToken.None);
        Assert.Equal((0, 1), (result.Passed, result.Failed));
        Assert.Equal("line 3 is wrong\n(sh ended with exit code 4; see sh --help)", Assert.Single(result.Failures).Text);
    }

    Task<int> Run(string? filter = null, bool list = false) =>
        new TestRun([kernel, torch], [format], Screen.Plain(text)).Run(filter, list, CancellationToken.None);

    [GeneratedRegex("total .*")]
    private static partial Regex Total();

    sealed class CannedSuite(string name, SuiteResult result, params string[] tests) : Suite(name)
    {
        public string? Filter { get; private set; } = "never run";

        public override Task<SuiteResult> Run(string? filter, CancellationToken cancellation)
        {
            Filter = filter;
            return Task.FromResult(result);
        }

        public override Task<IReadOnlyList<string>> List(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>(tests);
    }
}
