using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests.Running;

public sealed class RunPlanTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("notebooks/balancing/weigths.ipynb", "there is no notebook notebooks/balancing/weigths.ipynb", "did you mean notebooks/balancing/weights.ipynb?")]
    [InlineData("weights.ipynb", "there is no notebook weights.ipynb", "did you mean notebooks/balancing/weights.ipynb?")]
    [InlineData("weights", "there is no notebook weights", "did you mean notebooks/balancing/weights.ipynb?")]
    [InlineData("nothing-like-it.ipynb", "there is no notebook nothing-like-it.ipynb", "./kit status lists them")]
    [InlineData("empty", "there is no notebook in empty", "./kit status lists them")]
    [InlineData("cut.ipynb", "cut.ipynb: not JSON: line 1", null)]
    [InlineData("list.ipynb", "list.ipynb: not a notebook", null)]
    [InlineData("python.ipynb", "python.ipynb: its kernel 'python3' (python) is not supported", null)]
    public void What_cannot_run_gets_one_clear_line(string typed, string message, string? hint)
    {
        folder.Write("notebooks/balancing/weights.ipynb", new NotebookBuilder().Parameters().ToString());
        folder.Write("cut.ipynb", "{\"cells\": [");
        folder.Write("empty/.ipynb_checkpoints/a.ipynb", "");
        folder.Write("list.ipynb", "[1, 2]");
        var python = new NotebookBuilder().Code("1");
        python.Metadata.Clear();
        python.Metadata["kernelspec"] = System.Text.Json.Nodes.JsonNode.Parse("""{"name": "python3", "language": "python"}""");
        folder.Write("python.ipynb", python.ToString());

        var error = Assert.Throws<UsageError>(() => Plan([typed]));

        Assert.StartsWith($"run: {message}", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        if (hint is not null) Assert.Equal(hint, error.Hint);
    }

    [Theory]
    [InlineData("seed", "1", "parameter 'seed' is not declared")]
    [InlineData("seeds", "many", "parameter 'seeds': 'many' is not a whole number")]
    public void Parameters_are_checked_before_anything_runs(string name, string value, string message)
    {
        folder.Write("a.ipynb", new NotebookBuilder().Parameters().ToString());
        var error = Assert.Throws<UsageError>(() => Plan(["a.ipynb"], new() { [name] = value }));
        Assert.StartsWith($"run: a.ipynb: {message}", error.Message);
        Assert.Contains("bool quick, int seeds", error.Message);
    }

    [Fact]
    public void Quick_needs_a_notebook_that_has_it()
    {
        folder.Write("a.ipynb", new NotebookBuilder().Code("1").ToString());
        var error = Assert.Throws<UsageError>(() => Plan(["a.ipynb"], quick: true));
        Assert.StartsWith("run: a.ipynb: parameter 'quick': this notebook declares none", error.Message);
    }

    [Fact]
    public void One_bad_notebook_keeps_all_from_running()
    {
        folder.Write("good.ipynb", new NotebookBuilder().Code("1").ToString());
        Assert.Throws<UsageError>(() => Plan(["good.ipynb", "missing.ipynb"]));
    }

    [Fact]
    public void Results_that_would_overwrite_each_other_are_refused()
    {
        folder.Write("one/a.ipynb", new NotebookBuilder().Code("1").ToString());
        folder.Write("two/a.ipynb", new NotebookBuilder().Code("1").ToString());
        Assert.Contains("would write the same results", Assert.Throws<UsageError>(() => Plan(["one/a.ipynb", "two/a.ipynb"], outputFolder: "out")).Message);
        Assert.Equal(2, Plan(["one/a.ipynb", "two/a.ipynb"]).Count);
    }

    [Fact]
    public void Results_never_overwrite_the_notebook_itself()
    {
        folder.Write("one/a.ipynb", new NotebookBuilder().Code("1").ToString());
        Assert.Contains("would overwrite one/a.ipynb", Assert.Throws<UsageError>(() => Plan(["one/a.ipynb"], outputFolder: "one")).Message);
    }

    [Theory]
    [InlineData("notebooks/balancing/a.ipynb", "artifacts/runs/balancing/a")]
    [InlineData("notebooks/balancing/deep/a.ipynb", "artifacts/runs/balancing/deep/a")]
    [InlineData("mine/a.ipynb", "artifacts/runs/mine/a")]
    public void Results_go_below_artifacts_by_chapter_and_name(string notebook, string results)
    {
        folder.Write(notebook, new NotebookBuilder().Code("1").ToString());
        Assert.Equal(folder[results], Assert.Single(Plan([notebook])).OutputFolder);
    }

    [Fact]
    public void A_folder_stands_for_its_notebooks_and_nothing_runs_twice()
    {
        foreach (var name in (string[])["notebooks/b/2.ipynb", "notebooks/b/1.ipynb", "notebooks/a/3.ipynb"])
            folder.Write(name, new NotebookBuilder().Code("1").ToString());
        Assert.Equal(["notebooks/b/2.ipynb", "notebooks/a/3.ipynb", "notebooks/b/1.ipynb"], Plan(["notebooks/b/2.ipynb", "notebooks"]).Select(job => job.Shown));
    }

    IReadOnlyList<NotebookJob> Plan(IReadOnlyList<string> notebooks, Dictionary<string, string>? parameters = null, bool quick = false, string? outputFolder = null) =>
        RunPlan.Of(new(notebooks) { Quick = quick, Parameters = parameters ?? [], OutputFolder = outputFolder }, new Workspace(folder.Path, folder.Path));
}
