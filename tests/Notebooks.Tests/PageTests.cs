using System.Text.RegularExpressions;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Export;
using Marginalia.Kit;
using Marginalia.Kit.Running;

namespace Marginalia.Notebooks.Tests;

/// <summary>The page of every committed notebook in a browser without a network: live and quiet, and readable without scripts.</summary>
public partial class PageTests
{
    static readonly Workspace workspace = new(Repository.Root, Repository.Root);

    [Theory, MemberData(nameof(CommittedNotebooksTests.All), MemberType = typeof(CommittedNotebooksTests))]
    public async Task Figures_are_live_equations_are_set_and_the_console_is_silent(string path)
    {
        using var folder = new TemporaryFolder();
        var (document, console) = await Browser.Open(Export(path, folder, out var html));
        Assert.Empty(console);
        var charts = ChartData().Count(html); // pictures stay pictures
        Assert.True(charts > 0, "the notebook has no figure");
        Assert.Equal(charts, LivePlot().Count(document));
        if (Script().Replace(html, "").Contains("\\(", StringComparison.Ordinal))
            Assert.Contains("class=\"katex\"", document);
    }

    [Theory, MemberData(nameof(CommittedNotebooksTests.All), MemberType = typeof(CommittedNotebooksTests))]
    public async Task Without_scripts_every_figure_is_an_image_and_the_text_is_there(string path)
    {
        using var folder = new TemporaryFolder();
        var page = Export(path, folder, out var html);
        File.WriteAllText(page, Script().Replace(html, ""));
        var (document, _) = await Browser.Open(page);
        Assert.Equal(0, LivePlot().Count(document));
        Assert.Equal(FigureMark().Count(html), StaticImage().Count(document));
        foreach (var cell in Notebook.Load(Path.Combine(workspace.Notebooks, path)).Cells.Where(cell => cell.Kind == CellKind.Markdown))
            Assert.Contains(Word().Match(cell.Source).Value, document);
    }

    static string Export(string path, TemporaryFolder folder, out string html)
    {
        var options = new WebAssets(workspace).Options;
        Assert.True(options.Scripts.Count > 0 && options.KatexFolder is not null, "artifacts/web is missing: start ./kit test, which fetches plotly.js and KaTeX");
        html = HtmlExporter.Export(Notebook.Load(Path.Combine(workspace.Notebooks, path)), options);
        var page = Path.Combine(folder.Path, "page.html");
        File.WriteAllText(page, html);
        return page;
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<script type=\"application/json\">\\{\"data\":")]
    private static partial Regex ChartData();

    [GeneratedRegex("<div class=\"marginalia-figure\"")]
    private static partial Regex FigureMark();

    [GeneratedRegex("class=\"[^\"]*js-plotly-plot")]
    private static partial Regex LivePlot();

    [GeneratedRegex("<img src=\"data:image/svg\\+xml;base64,[^\"]{500,}\"")]
    private static partial Regex StaticImage();

    [GeneratedRegex("[A-Za-z]{4,}")]
    private static partial Regex Word();
}
