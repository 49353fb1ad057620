using System.Net;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Export;

namespace Marginalia.Kernel.Tests.Export;

public class CodeHighlighterTests
{
    const string Code = """
        #r "Marginalia"
        #!time
        using System;
        /* a block */ record Point(int X, string? Name = "a\"b<c>");
        List<int> list = [.. from x in xs where x > 0x1F select x];   // note
        var text = $"x = {list.Count:F2} {'c'}" + @"a""b";
        if (list is Point p && p.X < 1.5e-3f) Console.WriteLine(text, new Point(1, null), typeof(Point));
        this is not { C# "at all
        </script>
        """;

    [Fact]
    public void TheTextStaysTheSame() =>
        Assert.Equal(Code, WebUtility.HtmlDecode(Regex.Replace(CodeHighlighter.Html(Code), "<[^>]*>", "")));

    [Theory]
    [InlineData("d", "#r &quot;Marginalia&quot;")]
    [InlineData("k", "using")]
    [InlineData("k", "record")]
    [InlineData("k", "from")]
    [InlineData("k", "var")]
    [InlineData("k", "null")]
    [InlineData("k", "string")]
    [InlineData("c", "/* a block */")]
    [InlineData("c", "// note")]
    [InlineData("s", "&quot;a\\&quot;b&lt;c&gt;&quot;")]
    [InlineData("s", "x = ")]
    [InlineData("s", "&#39;c&#39;")]
    [InlineData("s", "@&quot;a&quot;&quot;b&quot;")]
    [InlineData("n", "0x1F")]
    [InlineData("n", "1.5e-3f")]
    [InlineData("t", "Point")]
    [InlineData("t", "List")]
    [InlineData("t", "Console")]
    [InlineData("f", "WriteLine")]
    public void TokensHaveTheirClass(string name, string text) => Assert.Contains($"<span class=\"{name}\">{text}</span>", CodeHighlighter.Html(Code));

    [Fact]
    public void CodeIsEscaped()
    {
        var body = Page.Body(Page.Of(new NotebookBuilder().Code("List<int> a = \"</script><b>\";")));
        Assert.DoesNotContain("</script", body);
        Assert.DoesNotContain("<b>", body);
        Assert.Contains("&lt;<span class=\"k\">int</span>&gt;", body);
    }
}
