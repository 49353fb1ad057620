using Marginalia.Kit.Documents;

namespace Marginalia.Kit.Tests.Documents;

/// <summary>The lint on fixtures: a clean notebook passes, and each fault is caught by its own sentence and no other.</summary>
public class NotebookLintTests
{
    const string Figure = """{"output_type": "display_data", "metadata": {}, "data": {"text/html": "<div class=\"marginalia-figure\"><img src=\"data:image/svg+xml;base64,PHN2Zz4=\"></div>", "text/plain": "Weights"}}""";

    static NotebookBuilder Clean() => new NotebookBuilder()
        .Markdown("# A paper about tasks\n\n**Paper.** Somebody.")
        .Executed(1, "#r \"Marginalia\"\nusing Marginalia.Claims;")
        .Executed(2, "bool quick = false;\nint seeds = 3;")
        .Executed(3, "plot", Figure, """{"output_type": "stream", "name": "stdout", "text": "see https://host/home/page and a/tmp/b"}""")
        .Executed(4, "claim", NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(declared: "not-reproduced", verdict: "not-reproduced")))
        .Markdown(string.Join('\n', PaperRules.Sections));

    // The builder has no tags for executed cells; the parameters cell gets its tag here.
    static string Json(NotebookBuilder builder) =>
        builder.ToString().Replace("\"id\":\"cell-3\",\"metadata\":{}", "\"id\":\"cell-3\",\"metadata\":{\"tags\":[\"parameters\"]}");

    [Fact]
    public void A_clean_notebook_has_no_fault() => Assert.Empty(NotebookLint.Findings(Json(Clean()), "balancing/a.ipynb"));

    [Theory]
    [InlineData("\"name\":\".net-csharp\"", "\"name\":\"csharp\"", "metadata kernelspec.name is not '.net-csharp'")]
    [InlineData("\"pygments_lexer\":\"csharp\"", "\"pygments_lexer\":\"polyglot\"", "metadata language_info.pygments_lexer is not 'csharp'")]
    [InlineData("\"defaultKernelName\":\"csharp\"", "\"defaultKernelName\":\"csharp-2\"", "metadata polyglot_notebook.kernelInfo.defaultKernelName is not 'csharp'")]
    [InlineData("\"chapter\":\"balancing\"", "\"chapter\":\"training\"", "metadata marginalia.chapter is not 'balancing'")]
    [InlineData("\"paper\":\"A paper about tasks\",", "", "metadata marginalia.paper is missing")]
    [InlineData("\"arxiv\":\"1234.56789\"", "\"arxiv\":\"\"", "metadata marginalia.arxiv is missing")]
    [InlineData("\"year\":2018", "\"year\":\"2018\"", "metadata marginalia.year is not a number above 0")]
    [InlineData("\"seconds\":12.3", "\"seconds\":0", "metadata marginalia.seconds is not a number above 0")]
    [InlineData("\"execution_count\":3", "\"execution_count\":5", "cell 4: its counter is 5, not 3: the outputs are not those of one run")]
    [InlineData("\"execution_count\":3", "\"execution_count\":null", "cell 4: its counter is null, not 3: the outputs are not those of one run")]
    [InlineData("\"name\":\"stdout\",\"text\":", "\"name\":\"stdout\",\"text\":\"/home/me/x\",\"old\":", "cell 4: it holds an absolute path: /home/me")]
    [InlineData("\"text/plain\":\"Weights\"", "\"text/plain\":\"in /tmp/run1/a.txt\"", "cell 4: it holds an absolute path: /tmp/run1")]
    [InlineData("\"source\":\"plot\"", "\"source\":\"Load(\\\"/work/data\\\")\"", "cell 4: it holds an absolute path: /work/data")]
    [InlineData("\"source\":\"plot\"", "\"source\":\"Load(@\\\"C:\\\\Users\\\\me\\\")\"", "cell 4: it holds an absolute path: C:\\Users")]
    [InlineData("\\u003Cimg src=", "\\u003Cimg data=", "cell 4: it shows a figure without a static image")]
    [InlineData("\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":", "\"output_type\":\"error\",\"ename\":\"System.Exception\",\"evalue\":\"\",\"traceback\":[],\"text\":", "cell 4: it ended with System.Exception")]
    [InlineData("\"output_type\":\"stream\",", "\"output_type\":\"pyout\",", "cell 4: it has an output of a kind that nbformat does not know")]
    [InlineData("application/vnd.marginalia.claim\\u002Bjson", "application/json", "no output shows a claim")]
    [InlineData("\"declared\":\"not-reproduced\"", "\"declared\":\"reproduced\"", "claim lower-loss is declared reproduced but the stored run found not-reproduced")]
    [InlineData("\"budget\":\"full\"", "\"budget\":\"quick\"", "claim lower-loss was judged on the quick budget")]
    [InlineData("\"nbformat_minor\":5", "\"nbformat_minor\":4", "nbformat 4.4 is not 4.5")]
    [InlineData("\"id\":\"cell-5\"", "\"id\":\"cell-4\"", "cell 5: the id 'cell-4' is another cell's, too")]
    [InlineData("#r \\u0022Marginalia\\u0022", "#r \\u0022Torch\\u0022", "cell 2: the first code cell does not start with #r \"Marginalia\"")]
    [InlineData("[\"parameters\"]", "[\"params\"]", "it does not have exactly one cell tagged 'parameters'")]
    [InlineData("[\"parameters\"]", "[\"parameters\", \"injected-parameters\"]", "cell 3: it holds injected parameters")]
    [InlineData("\"id\":\"cell-5\",", "", "cell 5: it has no id")]
    [InlineData("# A paper", "A paper", "cell 1: it is not a title")]
    [InlineData("**Paper.**", "Paper:", "cell 1: it does not name the paper")]
    [InlineData("## Verdict", "## The verdict", "it has no section '## Verdict'")]
    [InlineData("## Exercises", "### Exercises", "it has no section '## Exercises'")]
    [InlineData("## What we hold the paper to", "", "it has no section '## What we hold the paper to'")]
    [InlineData("bool quick = false;", "bool fast = false;", "cell 3: its parameters lack 'bool quick = false;'")]
    public void Each_fault_is_caught(string clean, string faulty, string fault)
    {
        var json = Json(Clean());
        Assert.Contains(clean, json);
        var finding = Assert.Single(NotebookLint.Findings(json.Replace(clean, faulty), "balancing/a.ipynb"));
        Assert.Equal(fault, finding.ToString()[..^(finding.Fix.Length + 2)]);
    }

    [Fact]
    public void A_notebook_above_one_megabyte_is_too_large()
    {
        var json = Json(Clean().Markdown(new string('x', 1_000_000)));
        Assert.StartsWith("it has 100", Assert.Single(NotebookLint.Findings(json, "balancing/a.ipynb")).What);
    }

    [Fact]
    public void A_path_inside_an_image_is_chance()
    {
        var json = Json(Clean()).Replace("base64,PHN2Zz4=", $"base64,{new string('A', 150)}/tmp/{new string('A', 150)}");
        Assert.Empty(NotebookLint.Findings(json, "balancing/a.ipynb"));
    }

    [Fact]
    public void An_expected_error_and_a_skipped_cell_are_allowed()
    {
        var builder = Clean().Code("later", "skip-execution");
        var json = Json(builder).Replace("\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":", "\"output_type\":\"error\",\"ename\":\"E\",\"evalue\":\"\",\"traceback\":[],\"text\":")
            .Replace("\"id\":\"cell-4\",\"metadata\":{}", "\"id\":\"cell-4\",\"metadata\":{\"tags\":[\"raises-exception\"]}");
        Assert.Empty(NotebookLint.Findings(json, "balancing/a.ipynb"));
    }

    [Fact]
    public void A_notebook_that_has_not_run_lacks_just_that()
    {
        var json = new NotebookBuilder().Markdown("# T\n**Paper.** P.\n" + string.Join('\n', PaperRules.Sections)).Code("#r \"Marginalia\"").Parameters().ToString();
        Assert.Equal("it has not been run; run it once with ./kit run --save", Assert.Single(NotebookLint.Findings(json, "balancing/a.ipynb")).ToString());
    }

    [Fact]
    public void A_notebook_from_elsewhere_need_not_be_about_a_paper()
    {
        Assert.Empty(NotebookLint.Findings(new NotebookBuilder().Executed(1, "1").ToString(), null));
        Assert.Equal("it has no list of cells", Assert.Single(NotebookLint.Findings("{}", null)).What.Split(": ")[^1]);
    }
}
