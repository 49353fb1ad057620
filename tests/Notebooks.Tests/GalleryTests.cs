using System.Text.RegularExpressions;

namespace Marginalia.Notebooks.Tests;

/// <summary>The gallery of the committed notebooks in a browser without a network.</summary>
public sealed partial class GalleryTests : IAsyncLifetime
{
    readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync()
    {
        var result = await KitProcess.Run(Repository.Root, ["export", "gallery", "--out", folder["site"]]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_index_opens_quietly_and_its_search_shows_what_holds_the_words()
    {
        var (all, quiet) = await Browser.Open(Index(""));
        Assert.Empty(quiet);
        Assert.Matches("<form role=\"search\">", all);
        Assert.DoesNotMatch(HiddenCard(), all);

        var (some, _) = await Browser.Open(Index("?q=knob+trunk+CONTEST"));
        Assert.Single(ShownCard().Matches(some));
        Assert.Contains("<li><a href=\"notebooks/balancing/gradnorm.html#the-contest\">The contest</a></li>", some);

        var (none, _) = await Browser.Open(Index("?q=xylophone"));
        Assert.DoesNotMatch(ShownCard(), none);
        Assert.Contains("No notebook holds all of these words.", none);
    }

    [Fact]
    public async Task A_page_is_live_and_quiet()
    {
        var (page, console) = await Browser.Open(folder["site/notebooks/balancing/gradnorm.html"]);
        Assert.Empty(console);
        Assert.Contains("js-plotly-plot", page);
        Assert.Contains("class=\"katex\"", page);
    }

    [Fact]
    public async Task Without_scripts_everything_is_there_but_the_search()
    {
        var index = folder["site/index.html"];
        File.WriteAllText(index, Script().Replace(await File.ReadAllTextAsync(index, TestContext.Current.CancellationToken), ""));
        var (document, _) = await Browser.Open(index);
        Assert.Contains("<form role=\"search\" hidden=\"\">", document);
        Assert.Matches(ShownCard(), document);
        Assert.Contains("GradNorm", document);
    }

    string Index(string query) => new Uri(folder["site/index.html"]).AbsoluteUri + query;

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<article class=\"card\" data-page=\"[^\"]*\">")]
    private static partial Regex ShownCard();

    [GeneratedRegex("<article class=\"card\" data-page=\"[^\"]*\" hidden")]
    private static partial Regex HiddenCard();
}
