using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Tests.Documents;

namespace Marginalia.Kit.Tests.Exporting;

public sealed class ExportHtmlCommandTests : IDisposable
{
    readonly Kitchen kit = new();

    public ExportHtmlCommandTests()
    {
        kit.Folder.Write("artifacts/web/plotly.min.js", "window.Plotly = 1;");
        kit.Folder.Write("a.ipynb", new NotebookBuilder().Markdown("# Letters").Executed(1, "1 + 1", """{"output_type": "display_data", "metadata": {}, "data": {"text/html": "<div class='marginalia-figure'>fig</div>"}}""").ToString());
        kit.Folder.Write("b.md", "# Beta\n\n```csharp\n1 + 2\n```\n");
    }

    public void Dispose() => kit.Dispose();

    [Fact]
    public void Each_notebook_becomes_a_page_complete_in_one_file()
    {
        Assert.Equal(0, kit.Run("export html a.ipynb b.md"));
        Assert.Equal("artifacts/pages/a.html\nartifacts/pages/b.html\n", kit.Output);
        var page = File.ReadAllText(kit.Folder["artifacts/pages/a.html"]);
        Assert.Contains("<title>Letters</title>", page);
        Assert.Contains("<script>window.Plotly = 1;</script>", page);
        Assert.Contains(">fig</div>", page);
        Assert.DoesNotMatch("<(script|link|img)[^>]* (src|href)=\"(?!data:)", page);
        Assert.DoesNotContain(kit.Folder.Path, page);
        Assert.Contains("Beta", File.ReadAllText(kit.Folder["artifacts/pages/b.html"]));
    }

    [Fact]
    public void Its_own_page_is_replaced_and_a_foreign_file_is_not()
    {
        Assert.Equal(0, kit.Run("export html a.ipynb --out out"));
        var page = File.ReadAllText(kit.Folder["out/a.html"]);
        Assert.Equal(0, kit.Run("export html a.ipynb --out out"));
        Assert.Equal(page, File.ReadAllText(kit.Folder["out/a.html"]));
        kit.Folder.Write("out/a.html", "mine");
        Assert.Equal("export html: out/a.html is there and is not a page of kit's", Refusal("export html b.md a.ipynb --out out"));
        Assert.Equal("mine", File.ReadAllText(kit.Folder["out/a.html"]));
        Assert.False(File.Exists(kit.Folder["out/b.html"]));
    }

    [Theory]
    [InlineData("export html", "export html: required argument missing for command: 'html'")]
    [InlineData("export html x.ipynb", "export html: x.ipynb: there is no such file")]
    [InlineData("export html a.ipynb c/a.ipynb", "export html: a.ipynb and c/a.ipynb would both become artifacts/pages/a.html")]
    [InlineData("export", "export: needs one more word: html or gallery")]
    [InlineData("export pdf", "export: there is no 'export pdf'")]
    public void What_cannot_be_done_is_said(string line, string message) => Assert.Equal(message, Refusal(line));

    string Refusal(string line) => Assert.Throws<UsageError>(() => kit.Run(line)).Message;
}
