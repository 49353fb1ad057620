
namespace Marginalia.Kernel.Tests.Directives;

public class JavaScriptTests
{
    readonly Cells _cells = new();

    /// <summary>The script of the last cell.</summary>
    string Script(params string[] cells)
    {
        _cells.Run(cells);
        return Assert.Single(_cells.Shown)["text/html"]!.Replace("<script type=\"text/javascript\">", "").Replace("</script>", "").Trim();
    }

    [Theory]
    [InlineData("var x = new[] { 1, 2 };", "const x = [1,2];\n")]
    [InlineData("var x = new { Name = \"n\", At = new[] { 1.5 } };", "const x = {\"Name\":\"n\",\"At\":[1.5]};\n")]
    [InlineData("var x = \"</script> é\";", "const x = \"\\u003C/script\\u003E \\u00E9\";\n")]
    [InlineData("var x = System.Text.Json.JsonDocument.Parse(\"[\\\"<b>\\\"]\");", "const x = [\"\\u003cb>\"];\n")]
    [InlineData("string x = null;", "const x = null;\n")]
    [InlineData("var x = double.NaN;", "const x = \"NaN\";\n")]
    [InlineData("var x = new Dictionary<string, int> { [\"a\"] = 1 };", "const x = {\"a\":1};\n")]
    [InlineData("(int A, string B) x = (1, \"b\");", "const x = {\"Item1\":1,\"Item2\":\"b\"};\n")]
    public void Values_become_constants(string csharp, string constant) =>
        Assert.Equal($"(async () => {{\n{constant}{{\nf(x);\n}}\n}})();", Script(csharp, "#!javascript\n#!share x --from csharp\nf(x);"));

    [Fact]
    public void Values_stay_for_later_cells_and_can_be_set()
    {
        Assert.Contains("const who = \"Ada\";\nconst n = 4;\n", Script("var n = 4;", "#!javascript\n#!set --name who --value Ada\n#!share n --from csharp\n1", "#!js\nshow(who, n)"));
        Assert.Equal("display:[ n, who ]", _cells.Run("#!javascript\n#!who"));
        Assert.Equal("result:Ada", _cells.Run("#!share who --from javascript --as back\nback"));
    }

    [Fact]
    public async Task Names_of_two_cells_do_not_clash_and_cells_may_await_and_redeclare()
    {
        var first = Script("var x = 5;", "#!javascript\n#!share x --from csharp\nconst a = x; show(await Promise.resolve(a));");
        var second = Script("#!javascript\nconst a = 6, x = 7; show(a, x); // end");
        using var folder = new TemporaryFolder();
        var page = folder.Write("page.html", $"<title></title><script>const show = (...values) => document.title += values + ';';</script><script>{first}</script><script>{second}</script>");
        Assert.Contains("<title>5;6,7;</title>", (await Browser.Open(page)).Document);
    }

    [Theory]
    [InlineData("#!javascript\n#!set --name 1x --value y", "cell 1, line 2: #!set: '1x' is not a name in JavaScript")]
    [InlineData("Action x = () => { };\n#!javascript\n#!share x --from csharp", "cell 1, line 3: #!share: a value of type System.Action cannot be written as JSON: ")]
    public void What_is_wrong_is_said(string cell, string error) => Assert.StartsWith(error, _cells.Run(cell));

    [Fact]
    public void Diagrams_are_markdown_with_their_text_beside()
    {
        Assert.Equal("display:graph TD", _cells.Run("#!mermaid\ngraph TD"));
        Assert.Equal("```mermaid\ngraph TD\n```", _cells.Shown[0]["text/markdown"]);
    }
}
