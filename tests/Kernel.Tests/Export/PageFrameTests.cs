using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;

namespace Marginalia.Kernel.Tests.Export;

public sealed class PageFrameTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly HtmlOptions _options;

    public PageFrameTests()
    {
        _folder.Write("katex/katex.min.js", "window.katex = 1;");
        _folder.Write("katex/katex.min.css", "@font-face{font-family:A;src:url(fonts/A.woff2) format(\"woff2\")}.katex{color:red}");
        _folder.Write("katex/fonts/A.woff2", "font");
        _options = new()
        {
            Scripts = [new(_folder.Write("plot.js", "window.Plot = 1;"), "figure-mark")],
            KatexFolder = _folder["katex"],
            Frame = new("../shared", "<meta name=\"head\">\n", "<header>before</header>\n", "<footer>after</footer>\n", address => address == "b.ipynb" ? "b.html" : null),
        };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void StylesAndScriptsAreLinkedAsFarAsThePageNeedsThem()
    {
        var page = Page.Of(new NotebookBuilder().Markdown("$a$").Executed(1, "a", Page.Value("""{"text/html": "<i class='figure-mark'></i>"}""")), _options);
        foreach (var link in (string[])["<link rel=\"stylesheet\" href=\"../shared/page.css\">", "<link rel=\"stylesheet\" href=\"../shared/katex.css\">", "<script src=\"../shared/plot.js\"></script>", "<script src=\"../shared/katex.js\"></script>"])
            Assert.Contains(link, page);
        Assert.DoesNotContain("<style", page);
        Assert.DoesNotContain("window.", page);
        Assert.DoesNotContain("<script", Page.Of(new NotebookBuilder().Markdown("text"), _options));
    }

    [Fact]
    public void TheFrameStandsAroundTheNotebook()
    {
        var page = Page.Of(new NotebookBuilder().Markdown("text"), _options);
        Assert.Contains("<meta name=\"head\">\n</head>\n<body>\n<header>before</header>\n<main>", page);
        Assert.Contains("</main>\n<footer>after</footer>\n</body>", page);
        Assert.Empty(Tags.Unbalanced(page));
    }

    [Theory]
    [InlineData("[b *c*](b.ipynb)", "<a href=\"b.html\">b <em>c</em></a>")]
    [InlineData("[b *c*](../other.md)", "<p>b <em>c</em></p>")]
    [InlineData("[b](#part)", "<a href=\"#part\">b</a>")]
    [InlineData("[b](https://example.org/b.ipynb)", "<a href=\"https://example.org/b.ipynb\">b</a>")]
    [InlineData("[b](mailto:b@example.org)", "<a href=\"mailto:b@example.org\">b</a>")]
    public void RelativeLinksLeadToPagesOfTheSiteOrNowhere(string markdown, string expected) =>
        Assert.Contains(expected, Page.Body(Page.Of(new NotebookBuilder().Markdown(markdown), _options)));

    [Fact]
    public void SharedFilesAreCompleteAndFontsAreInside()
    {
        new PageFiles(_options).Write(_folder["site"]);
        Assert.Equal(["katex.css", "katex.js", "page.css", "plot.js"], Directory.GetFiles(_folder["site"]).Select(Path.GetFileName).Order());
        Assert.Contains("url(data:font/woff2;base64,Zm9udA==)", File.ReadAllText(_folder["site/katex.css"]));
        Assert.StartsWith("window.katex = 1;\n", File.ReadAllText(_folder["site/katex.js"]));
        Assert.Contains("katex.render", File.ReadAllText(_folder["site/katex.js"]));
    }

    [Fact]
    public void HeadingsAndWordsAreToldWithoutMarkup()
    {
        var page = HtmlExporter.Render(Notebook.Parse(new NotebookBuilder().Markdown("# A *small* title\n\nIt says `code` and $\\frac12$.").Markdown("## A small title").ToString()), new());
        Assert.Equal([new("A small title", "a-small-title"), new("A small title", "a-small-title-2")], page.Headings);
        Assert.Equal(["A", "small", "title", "It", "says", "code", "and", ".", "A", "small", "title"], page.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("no heading", "Notebook")]
    [InlineData("text\n\n## A & `b`", "A & b")]
    public void TheTitleIsKnownWithoutThePage(string markdown, string title) => Assert.Equal(title, HtmlExporter.Title(Notebook.Parse(new NotebookBuilder().Code("1").Markdown(markdown).ToString())));
}
