namespace Marginalia.Kernel.Tests.Export;

public class MathTests
{
    [Theory]
    [InlineData("$a_1 * b_2 * c_3$", @"\(a_1 * b_2 * c_3\)")]
    [InlineData("so $x$, $y_i$.", @"\(x\)", @"\(y_i\)")]
    [InlineData(@"$$\lVert x\rVert_2$$", @"\[\lVert x\rVert_2\]")]
    [InlineData(@"text $$a \\ b & c < d$$ text", @"\[a \\ b &amp; c &lt; d\]")]
    [InlineData("$$\na\n- b\n= c\n$$", "\\[a\n- b\n= c\\]")]
    [InlineData("$$a\n\\\\ - b$$", "\\[a\n\\\\ - b\\]")]
    [InlineData("text\n$$x$$\ntext", @"\[x\]")]
    [InlineData("> $$\n> x_1\n> $$", @"\[x_1\]")]
    [InlineData("\\begin{align}\na &= b \\\\\n* c\n\\end{align}", "\\[\\begin{align}\na &amp;= b \\\\\n* c\n\\end{align}\\]")]
    [InlineData("| a | b |\n|---|---|\n| $|x|_1$ | c |", @"\(|x|_1\)")]
    [InlineData(@"**bold $a^{*}b^{*}$**", @"\(a^{*}b^{*}\)")]
    [InlineData(@"$\{a, \$\}$", @"\(\{a, \$\}\)")]
    [InlineData(@"# About $\alpha_1$", @"\(\alpha_1\)")]
    public void FormulasReachThePageUntouched(string markdown, params string[] formulas) =>
        Assert.Equal(formulas, Page.Formulas(Page.OfMarkdown(markdown)));

    [Theory]
    [InlineData("It costs $5 and $6.", "It costs $5 and $6.")]
    [InlineData("From $5-$6 on", "From $5-$6 on")]
    [InlineData(@"Escaped \$a\$ stays", "Escaped $a$ stays")]
    [InlineData("one $ sign", "one $ sign")]
    [InlineData("`$x$`", "<code>$x$</code>")]
    [InlineData("$6, `$a$`", "$6, <code>$a$</code>")]
    [InlineData("$$\nunclosed\n\nnext paragraph", "<p>next paragraph</p>")]
    [InlineData("```\n$$\nx\n$$\n```", "<pre><code>$$\nx\n$$\n</code></pre>")]
    public void OtherDollarsStayDollars(string markdown, string expected)
    {
        var body = Page.OfMarkdown(markdown);
        Assert.Empty(Page.Formulas(body));
        Assert.Contains(expected, body);
    }

    [Fact]
    public void BlocksAreDisplayedAndTextIsNot()
    {
        Assert.Contains(@"<div class=""math display"" data-tex>\[x\]</div>", Page.OfMarkdown("$$x$$"));
        Assert.Contains(@"<p>a <span class=""math"" data-tex>\(x\)</span> b</p>", Page.OfMarkdown("a $x$ b"));
        Assert.Contains(@"<p>a <span class=""math display"" data-tex>\[x\]</span> b</p>", Page.OfMarkdown("a $$x$$ b"));
    }
}
