using Marginalia.Kernel.Formatting;
using Marginalia.Kit.Claims;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests.Running;

public class DisplayedTextTests
{
    [Fact]
    public void A_figure_is_one_line()
    {
        var bundle = new MimeBundle(new Dictionary<string, string> { ["text/html"] = "<div class=\"marginalia-figure\">", ["text/plain"] = "Task weights\nline chart" });
        Assert.Equal(["figure: Task weights"], DisplayedText.Of(bundle));
    }

    [Fact]
    public void A_figure_that_says_so_itself_is_not_announced_twice() =>
        Assert.Equal(["figure: Task weights"], DisplayedText.Of(new(new Dictionary<string, string> { ["image/png"] = "", ["text/plain"] = "figure: Task weights" })));

    [Fact]
    public void A_claim_is_one_line() =>
        Assert.Equal(["claim: it holds"], DisplayedText.Of(new(new Dictionary<string, string> { [ClaimJson.MimeType] = "{}", ["text/plain"] = "it holds\nreally" })));

    [Fact]
    public void Text_is_shown_as_it_is() => Assert.Equal(["a", "  b"], DisplayedText.Of(MimeBundle.Of("text/plain", "a\n  b\n")));

    [Fact]
    public void Long_text_is_cut_after_a_few_lines()
    {
        var lines = DisplayedText.Of(MimeBundle.Of("text/plain", string.Join('\n', Enumerable.Range(1, 9))));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "... 2 more lines"], lines);
        Assert.Equal(8, DisplayedText.Of(MimeBundle.Of("text/plain", string.Join('\n', Enumerable.Range(1, 8)))).Count(line => !line.Contains("more")));
    }

    [Fact]
    public void What_has_no_text_is_named_by_its_kind() => Assert.Equal(["(text/html)"], DisplayedText.Of(MimeBundle.Of("text/html", "<b>x</b>")));
}
