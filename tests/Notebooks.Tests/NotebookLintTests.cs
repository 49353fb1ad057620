
namespace Marginalia.Notebooks.Tests;

/// <summary>The lint on fixtures: a clean notebook passes, and each fault is caught by its own sentence and no other.</summary>
public class NotebookLintTests
{
    const string Figure = """{"output_type": "display_data", "metadata": {}, "data": {"text/html": "<div class=\"marginalia-figure\"><img src=\"data:image/svg+xml;base64,PHN2Zz4=\"></div>", "text/plain": "Weights"}}""";

    static NotebookBuilder Clean() => new NotebookBuilder()
        .Markdown("# A paper about tasks")
        .Executed(1, "#r \"Marginalia\"\nusing Marginalia.Claims;")
        .Executed(2, "bool quick = false;\nint seeds = 3;")
        .Executed(3, "plot", Figure, """{"output_type": "stream", "name": "stdout", "text": "see https://host/home/page and a/tmp/b"}""")
        .Executed(4, "claim", NotebookBuilder.ClaimOutput(NotebookBuilder.Claim(declared: "not-reproduced", verdict: "not-reproduced")));

    // The builder has no tags for executed cells; the parameters cell gets its tag here.
    static string Json(NotebookBuilder builder) =>
        builder.ToString().Replace("\"id\":\"cell-3\",\"metadata\":{}", "\"id\":\"cell-3\",\"metadata\":{\"tags\":[\"parameters\"]}");

    [Fact]
    public void A_clean_notebook_has_no_fault() => Assert.Empty(NotebookLint.Faults(Json(Clean()), "balancing/a.ipynb"));

    [Theory]
    [InlineData("\"name\":\".net-csharp\"", "\"name\":\"csharp\"", "metadata kernelspec.name is not '.net-csharp'")]
    [InlineData("\"pygments_lexer\":\"csharp\"", "\"pygments_lexer\":\"polyglot\"", "metadata language_info.pygments_lexer is not 'csharp'")]
    [InlineData("\"defaultKernelName\":\"csharp\"", "\"defaultKernelName\":\"csharp-2\"", "metadata polyglot_notebook.kernelInfo.defaultKernelName is not 'csharp'")]
    [InlineData("\"chapter\":\"balancing\"", "\"chapter\":\"training\"", "metadata marginalia.chapter is not 'balancing'")]
    [InlineData("\"paper\":\"A paper about tasks\",", "", "metadata marginalia.paper is missing")]
    [InlineData("\"arxiv\":\"1234.56789\"", "\"arxiv\":\"\"", "metadata marginalia.arxiv is missing")]
    [InlineData("\"year\":2018", "\"year\":\"2018\"", "metadata marginalia.year is not a number above 0")]
    [InlineData("\"seconds\":12.3", "\"seconds\":0", "metadata marginalia.seconds is not a number above 0")]
    [InlineData("\"execution_count\":3", "\"execution_count\":5", "cell 4 has the counter 5, not 3; the outputs are not those of one run")]
    [InlineData("\"execution_count\":3", "\"execution_count\":null", "cell 4 has the counter null, not 3; the outputs are not those of one run")]
    [InlineData("\"name\":\"stdout\",\"text\":", "\"name\":\"stdout\",\"text\":\"/home/me/x\",\"old\":", "cell 4 holds an absolute path: /home/me")]
    [InlineData("\"text/plain\":\"Weights\"", "\"text/plain\":\"in /tmp/run1/a.txt\"", "cell 4 holds an absolute path: /tmp/run1")]
    [InlineData("\"source\":\"plot\"", "\"source\":\"Load(\\\"/work/data\\\")\"", "cell 4 holds an absolute path: /work/data")]
    [InlineData("\"source\":\"plot\"", "\"source\":\"Load(@\\\"C:\\\\Users\\\\me\\\")\"", "cell 4 holds an absolute path: C:\\Users")]
    [InlineData("\\u003Cimg src=", "\\u003Cimg data=", "cell 4 shows a figure without a static image")]
    [InlineData("\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":", "\"output_type\":\"error\",\"ename\":\"System.Exception\",\"evalue\":\"\",\"traceback\":[],\"text\":", "cell 4 ended with System.Exception")]
    [InlineData("\"output_type\":\"stream\",", "\"output_type\":\"pyout\",", "cell 4 has an output of a kind that nbformat does not know")]
    [InlineData("application/vnd.marginalia.claim\\u002Bjson", "application/json", "no output shows a claim")]
    [InlineData("\"declared\":\"not-reproduced\"", "\"declared\":\"reproduced\"", "claim lower-loss is declared reproduced but the stored run found not-reproduced")]
    [InlineData("\"budget\":\"full\"", "\"budget\":\"quick\"", "claim lower-loss was judged on the quick budget; stored outputs come from full runs")]
    [InlineData("\"nbformat_minor\":5", "\"nbformat_minor\":4", "nbformat 4.4 is not 4.5")]
    [InlineData("\"id\":\"cell-5\"", "\"id\":\"cell-4\"", "cell ids are missing or not unique")]
    [InlineData("#r \\u0022Marginalia\\u0022", "#r \\u0022Torch\\u0022", "the first code cell does not start with #r \"Marginalia\"")]
    [InlineData("[\"parameters\"]", "[\"params\"]", "it does not have exactly one cell tagged 'parameters'")]
    [InlineData("[\"parameters\"]", "[\"parameters\", \"injected-parameters\"]", "it holds a cell of injected parameters")]
    [InlineData("bool quick = false;", "bool fast = false;", "its parameters cell lacks 'bool quick = false;'")]
    public void Each_fault_is_caught(string clean, string faulty, string fault)
    {
        var json = Json(Clean());
        Assert.Contains(clean, json);
        Assert.Equal([fault], NotebookLint.Faults(json.Replace(clean, faulty), "balancing/a.ipynb"));
    }

    [Fact]
    public void A_notebook_above_one_megabyte_is_too_large()
    {
        var json = Json(Clean().Markdown(new string('x', 1_000_000)));
        Assert.StartsWith("it has 100", Assert.Single(NotebookLint.Faults(json, "balancing/a.ipynb")));
    }

    [Fact]
    public void A_path_inside_an_image_is_chance()
    {
        var json = Json(Clean()).Replace("base64,PHN2Zz4=", $"base64,{new string('A', 150)}/tmp/{new string('A', 150)}");
        Assert.Empty(NotebookLint.Faults(json, "balancing/a.ipynb"));
    }

    [Fact]
    public void An_expected_error_and_a_skipped_cell_are_allowed()
    {
        var builder = Clean().Code("later", "skip-execution");
        var json = Json(builder).Replace("\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":", "\"output_type\":\"error\",\"ename\":\"E\",\"evalue\":\"\",\"traceback\":[],\"text\":")
            .Replace("\"id\":\"cell-4\",\"metadata\":{}", "\"id\":\"cell-4\",\"metadata\":{\"tags\":[\"raises-exception\"]}");
        Assert.Empty(NotebookLint.Faults(json, "balancing/a.ipynb"));
    }
}
