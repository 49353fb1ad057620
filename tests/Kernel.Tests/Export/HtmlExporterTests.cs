using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;

namespace Marginalia.Kernel.Tests.Export;

public class HtmlExporterTests
{
    const string Mark = "figure-mark";
    static readonly string s_figure = Page.Value($$"""{"text/html": "<div class=\"{{Mark}}\">figure</div>"}""");

    [Fact]
    public void ScriptsComeOnceAndOnlyWhereAnOutputNeedsThem()
    {
        using var folder = new TemporaryFolder();
        var options = new HtmlOptions { Scripts = [new(folder.Write("plot.js", "window.Plot = 1;"), Mark)] };
        var page = Page.Of(new NotebookBuilder().Executed(1, "a", s_figure).Executed(2, "b", s_figure), options);
        Assert.Single(Regex.Matches(page, "window.Plot = 1;"));
        Assert.True(page.IndexOf("window.Plot", StringComparison.Ordinal) < page.IndexOf("</head>", StringComparison.Ordinal));
        Assert.DoesNotContain("window.Plot", Page.Of(new NotebookBuilder().Markdown(Mark).Code($"\"{Mark}\""), options));
    }

    [Fact]
    public void ScriptsCannotEndTheirElement()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("plot.js", "var a = '</script><b>', b = '</SCRIPT >', c = '<!-- <script>';");
        var page = Page.Of(new NotebookBuilder().Executed(1, "a", s_figure), new HtmlOptions { Scripts = [new(script, Mark)] });
        Assert.Contains(@"<script>var a = '\x3c/script><b>', b = '\x3c/script >', c = '\x3c!-- <script>';</script>", page);
        Assert.Single(Regex.Matches(page, "</script", RegexOptions.IgnoreCase));
    }

    [Fact]
    public void KatexComesOnceAndOnlyWithFormulas()
    {
        using var folder = Katex();
        var options = new HtmlOptions { KatexFolder = folder.Path };
        var page = Page.Of(new NotebookBuilder().Markdown("$a$").Markdown("$b$"), options);
        Assert.Single(Regex.Matches(page, "window.katex = 1;"));
        Assert.Single(Regex.Matches(page, Regex.Escape(".katex{color:red}")));
        Assert.DoesNotContain("katex.render", Page.Of(new NotebookBuilder().Markdown("$5 and $6, `$a$`").Code("var a = \"$b$\";"), options));
        Assert.DoesNotContain("<script", Page.Of(new NotebookBuilder().Markdown("$a$"), new HtmlOptions { KatexFolder = folder["absent"] }));
    }

    [Fact]
    public void FontsAreInsideThePage()
    {
        using var folder = Katex();
        var page = Page.Of(new NotebookBuilder().Markdown("$a$"), new HtmlOptions { KatexFolder = folder.Path });
        Assert.Contains("@font-face{font-family:A;src:url(data:font/woff2;base64,Zm9udA==) format(\"woff2\");font-weight:400}", page);
        Assert.Single(Regex.Matches(page, "@font-face"));
        Assert.DoesNotMatch(@"url\((?!data:)", page);
    }

    [Theory]
    [InlineData(null, "# First *heading*", "First heading")]
    [InlineData("A & B", "# First", "A &amp; B")]
    [InlineData(null, "no heading", "Notebook")]
    public void TheTitleIsTheGivenOneOrTheFirstHeading(string? given, string markdown, string expected)
    {
        var page = Page.Of(new NotebookBuilder().Markdown(markdown), new HtmlOptions { Title = given });
        Assert.Contains($"<title>{expected}</title>", page);
        Assert.Single(Regex.Matches(page, "<h1"));
    }

    [Fact]
    public void HiddenInputOpensOnDemand()
    {
        var body = Page.Body(Page.Of(new NotebookBuilder().Code("int a = 1;", "hide-input").Code("int b = 2;")));
        var details = Assert.Single(Regex.Matches(body, "<details>.*?</details>", RegexOptions.Singleline)).Value;
        Assert.Contains(">1<", details);
        Assert.DoesNotContain(">2<", details);
    }

    [Fact]
    public void InjectedParametersAreMarked()
    {
        var body = Page.Body(Page.Of(new NotebookBuilder().Parameters("int a = 1;").Code("a = 2;", "injected-parameters")));
        var marked = Assert.Single(Regex.Matches(body, "<div class=\"source injected\">.*?</div>", RegexOptions.Singleline)).Value;
        Assert.Contains("set for this run", marked);
        Assert.Contains(">2<", marked);
    }

    [Theory]
    [InlineData("text/html", "<i>raw</i>")]
    [InlineData("text/plain", "&lt;i&gt;raw&lt;/i&gt;")]
    public void RawCellsAreHtmlWhereTheySaySo(string mimeType, string expected)
    {
        var json = new NotebookBuilder().Markdown("<i>raw</i>").ToString().Replace("\"cell_type\":\"markdown\"", "\"cell_type\":\"raw\"").Replace("\"metadata\":{},\"source\"", $"\"metadata\":{{\"raw_mimetype\":\"{mimeType}\"}},\"source\"");
        Assert.Contains(expected, Page.Body(HtmlExporter.Export(Notebook.Parse(json), new())));
    }

    [Theory]
    [InlineData("--fg"), InlineData("--bg"), InlineData("--muted"), InlineData("--accent"), InlineData("--line"), InlineData("--ok"), InlineData("--warn"), InlineData("--bad")]
    public void OutputsFindTheColoursForLightAndDark(string variable) =>
        Assert.True(Regex.Count(Page.Of(new NotebookBuilder()), $@"(?<=[\s{{]){variable}: #") >= 2);

    [Fact]
    public void CellsOfOtherLanguagesAreEscapedAndNotColoured()
    {
        var notebook = Notebook.Parse(new NotebookBuilder().Code("<b>var</b>").ToString());
        notebook.Cells[0].Metadata["polyglot_notebook"] = new System.Text.Json.Nodes.JsonObject { ["kernelName"] = "html" };
        Assert.Contains("<code>&lt;b&gt;var&lt;/b&gt;</code>", HtmlExporter.Export(notebook, new()));
    }

    [Fact]
    public void EveryPartOfANotebookAppearsInAWellFormedPageThatNeedsNothingElse()
    {
        using var folder = Katex();
        var notebook = new NotebookBuilder()
            .Markdown("# Title\n\nText with $x < y$ and a table:\n\n| a |\n|---|\n| `b` |\n\n![remote](https://example.org/x.png) ![gone](gone.png)\n\n- [ ] task")
            .Parameters().Code("quick = true;", "injected-parameters").Code("var hidden = 1;", "hide-input").Code("")
            .Executed(7, "Console.WriteLine(\"List<int>\");", """{"output_type": "stream", "name": "stdout", "text": "stream-out"}""", """{"output_type": "stream", "name": "stderr", "text": "stream-err"}""")
            .Executed(8, "x", s_figure, Page.Value("""{"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'/>"}"""), Page.Value("""{"image/png": "cG5n"}"""),
                Page.Value("""{"text/markdown": "**from-markdown**"}"""), """{"output_type": "execute_result", "execution_count": 8, "metadata": {}, "data": {"text/plain": "from-plain"}}""")
            .Executed(9, "throw", """{"output_type": "error", "ename": "Wrong", "evalue": "from-error", "traceback": []}""");
        var page = Page.Of(notebook, new HtmlOptions { KatexFolder = folder.Path, Scripts = [new(folder["katex.min.js"], Mark)] });
        foreach (var expected in (string[])["stream-out", "stream-err", Mark, "data:image/svg+xml", "data:image/png", "from-markdown", "from-plain", "from-error", ">7</span>", "hidden", "quick"])
            Assert.Contains(expected, page);
        Assert.DoesNotMatch(@"<(script|link|img|iframe)\b[^>]*\b(src|href)\s*=\s*[""'](?!data:)", page);
        Assert.DoesNotMatch(@"@import|url\((?!data:)", page);
        Assert.Empty(Tags.Unbalanced(page));
    }

    static TemporaryFolder Katex()
    {
        var folder = new TemporaryFolder();
        folder.Write("katex.min.js", "window.katex = 1;");
        folder.Write("katex.min.css", "@font-face{font-family:A;src:url(fonts/A.woff2) format(\"woff2\"),url(fonts/A.woff) format(\"woff\"),url(fonts/A.ttf) format(\"truetype\");font-weight:400}"
            + "@font-face{font-family:B;src:url(fonts/B.woff2) format(\"woff2\"),url(fonts/B.ttf)}.katex{color:red}");
        folder.Write("fonts/A.woff2", "font");
        return folder;
    }
}
