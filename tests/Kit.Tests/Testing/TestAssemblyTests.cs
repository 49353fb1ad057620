using Marginalia.Kit.Testing;

namespace Marginalia.Kit.Tests.Testing;

public sealed class TestAssemblyTests : IDisposable
{
    const string OnePassed = "<assemblies><assembly time='0.1'><collection><test name='A' result='Pass' /></collection></assembly></assemblies>";
    const string None = "<assemblies><assembly time='0.1' /></assemblies>";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_clean_run_is_what_its_report_says() => Assert.Equal((1, 0), Counts(OnePassed, exitCode: 0));

    [Theory]
    [InlineData(null, 134, "exit code 134 before it wrote its report")]
    [InlineData("<assemblies><assem", 0, "report cannot be read")]
    [InlineData("<assemblies />", 0, "report cannot be read")]
    [InlineData(None, 0, "It holds no test.")]
    [InlineData(OnePassed, 139, "yet it ended with exit code 139")]
    public void Anything_irregular_counts_as_failed(string? report, int exitCode, string text)
    {
        var result = Judge(report, exitCode, mayBeEmpty: false);
        Assert.Equal(1, result.Failed);
        Assert.Contains(text, Assert.Single(result.Failures).Text);
    }

    [Fact]
    public void A_crash_shows_the_last_lines() =>
        Assert.EndsWith("double free or corruption", Assert.Single(Judge(null, 134, mayBeEmpty: false).Failures).Text);

    [Fact]
    public void With_a_filter_no_test_is_no_failure() => Assert.Equal(0, Judge(None, 0, mayBeEmpty: true).Total);

    [Fact]
    public async Task A_project_that_is_not_built_counts_as_failed()
    {
        folder.Write("tests/Some.Tests/Some.Tests.csproj", "<Project />");
        var suite = Assert.Single(TestAssembly.All(new Workspace(folder.Path, folder.Path)));
        var result = await suite.Run(null, TestContext.Current.CancellationToken);
        Assert.Equal("Some.Tests", suite.Name);
        Assert.Equal((0, 1), (result.Passed, result.Failed));
        Assert.Contains("artifacts/bin/Some.Tests/release/Some.Tests.dll is missing", result.Failures[0].Text);
    }

    (int Passed, int Failed) Counts(string report, int exitCode) => Judge(report, exitCode, mayBeEmpty: false) is var result ? (result.Passed, result.Failed) : default;

    SuiteResult Judge(string? report, int exitCode, bool mayBeEmpty)
    {
        if (report is not null) folder.Write("report.xml", report);
        return TestAssembly.Judge("Some.Tests", exitCode, "started\ndouble free or corruption\n", folder["report.xml"], mayBeEmpty);
    }
}
