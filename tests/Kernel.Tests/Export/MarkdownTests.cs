using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;

namespace Marginalia.Kernel.Tests.Export;

public class MarkdownTests
{
    const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public void TablesListsAndLinksAreSet()
    {
        var body = Page.OfMarkdown("| a | b |\n|---|--:|\n| 1 | 2 |\n\n1. one\n2. two\n\n[paper](https://arxiv.org/abs/1711.02257) and **bold**");
        Assert.Contains("<td style=\"text-align: right;\">2</td>", body);
        Assert.Contains("<li>two</li>", body);
        Assert.Contains("<a href=\"https://arxiv.org/abs/1711.02257\">paper</a> and <strong>bold</strong>", body);
    }

    [Fact]
    public void HeadingsHaveAnchorsGivenOnceOnThePage()
    {
        var page = Page.Of(new NotebookBuilder().Markdown("# The Loss\n\n## The loss!").Markdown("## The loss\n\n## ∇").Markdown("## $L_i$ at step 0"));
        var ids = Regex.Matches(page, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value);
        Assert.Equal(["the-loss", "the-loss-2", "the-loss-3", "section", "l-i-at-step-0"], ids);
        Assert.Contains("href=\"#the-loss-2\"", page);
    }

    [Fact]
    public void PicturesBesideTheNotebookTravelWithThePage()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["pictures"]);
        File.WriteAllBytes(folder["pictures/a b.png"], Convert.FromBase64String(Pixel));
        var notebook = folder.Write("n.ipynb", new NotebookBuilder().Markdown("![a dot](pictures/a%20b.png)\n\n<img width=\"3\" src='pictures/a b.png' alt=\"x\">").ToString());
        var body = Page.Body(HtmlExporter.Export(Notebook.Load(notebook), new()));
        Assert.Contains($"<img alt=\"a dot\" src=\"data:image/png;base64,{Pixel}\">", body);
        Assert.Contains($"<img width=\"3\" src=\"data:image/png;base64,{Pixel}\" alt=\"x\">", body);
    }

    [Fact]
    public void MissingPicturesAreNamed()
    {
        using var folder = new TemporaryFolder();
        var notebook = folder.Write("n.ipynb", new NotebookBuilder().Markdown("![a & dot](gone.png)\n\n![text](n.ipynb)").ToString());
        var body = Page.Body(HtmlExporter.Export(Notebook.Load(notebook), new()));
        Assert.DoesNotContain("<img", body);
        Assert.Contains("<p><span class=\"missing\">Picture not found: gone.png (a &amp; dot)</span></p>", body);
        Assert.Contains("Picture not found: n.ipynb (text)", body);
    }

    [Fact]
    public void RemotePicturesBecomeLinks()
    {
        var body = Page.OfMarkdown("![curve](https://example.org/a.png?x=1&y=2)\n\nsee <img src=\"http://example.org/b.png\"> and ![](//example.org/c.png)");
        Assert.DoesNotContain("<img", body);
        Assert.Contains("<a class=\"remote\" href=\"https://example.org/a.png?x=1&amp;y=2\">curve</a>", body);
        Assert.Contains("<a class=\"remote\" href=\"http://example.org/b.png\">http://example.org/b.png</a>", body);
        Assert.Contains("href=\"//example.org/c.png\"", body);
    }

    [Fact]
    public void AttachedPicturesTravelToo()
    {
        var json = new NotebookBuilder().Markdown("![dot](attachment:dot.png)").ToString().Replace("\"cell_type\":\"markdown\"", $$"""
            "cell_type":"markdown","attachments":{"dot.png":{"image/png":"{{Pixel}}"} }
            """);
        Assert.Contains($"src=\"data:image/png;base64,{Pixel}\"", HtmlExporter.Export(Notebook.Parse(json), new()));
    }

    [Theory]
    [InlineData("[x](#The-Law?)", "the-law")]
    [InlineData("[x](#the-law)", "the-law")]
    [InlineData("[x](#The%20Law)", "the-law")]
    [InlineData("[x](#Elsewhere)", "Elsewhere")]
    [InlineData("<b id=\"The-Law\"></b> [x](#The-Law)", "The-Law")]
    public void LinksInAPageFindItsHeadingsAsJupyterNamesThem(string markdown, string anchor) =>
        Assert.Contains($"<a href=\"#{anchor}\">x</a>", Page.OfMarkdown($"{markdown}\n\n## The Law?"));
}
