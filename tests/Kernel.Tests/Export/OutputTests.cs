namespace Marginalia.Kernel.Tests.Export;

public class OutputTests
{
    [Fact]
    public void TheRichestFormIsShown()
    {
        string[] forms = ["\"text/plain\": \"plain\"", "\"text/markdown\": \"*mark*\"", "\"image/png\": \"cG5n\\n\"", "\"image/svg+xml\": \"<svg/>\"", "\"text/html\": \"<i>html</i>\""];
        string[] shown = [">plain<", "<em>mark</em>", "data:image/png;base64,cG5n\"", "data:image/svg+xml;base64,PHN2Zy8+\"", "<i>html</i>"];
        for (var best = 0; best < forms.Length; best++)
        {
            var body = Page.OfValue($"{{{string.Join(", ", forms.Take(best + 1))}}}");
            Assert.Equal([shown[best]], shown.Where(body.Contains));
        }
    }

    [Fact]
    public void PlainTextIsEscaped() => Assert.Contains(">List&lt;int&gt; &amp; co<", Page.OfValue("{\"text/plain\": \"List<int> & co\"}"));

    [Fact]
    public void JsonAloneIsShown() => Assert.Contains("{&quot;a&quot;:1}", Page.OfValue("{\"application/json\": {\"a\": 1}}"));

    [Fact]
    public void StreamsAreEscapedAndErrorsOutStandsApart()
    {
        var body = Page.Body(Page.Of(new NotebookBuilder().Executed(1, "x",
            """{"output_type": "stream", "name": "stdout", "text": "a <b>bold</b>\n\u001b[31mred\u001b[0m\n"}""",
            """{"output_type": "stream", "name": "stderr", "text": ["oh ", "no\n"]}""")));
        Assert.Contains("<pre class=\"out stream\" tabindex=\"0\">a &lt;b&gt;bold&lt;/b&gt;\nred</pre>", body);
        Assert.Contains("<pre class=\"out stream stderr\" tabindex=\"0\">oh no</pre>", body);
    }

    [Theory]
    [InlineData("[]", "Bad&lt;T&gt;: went wrong</pre>")]
    [InlineData("[\"\\u001b[0;31mwent wrong\", \"at cell 3, line 2\"]", ">went wrong\nat cell 3, line 2</pre>")]
    [InlineData("[\"at cell 3, line 2\"]", "Bad&lt;T&gt;: went wrong\nat cell 3, line 2</pre>")]
    public void ErrorsSayWhatAndWhere(string traceback, string expected)
    {
        var body = Page.Body(Page.Of(new NotebookBuilder().Executed(1, "x", $$"""{"output_type": "error", "ename": "Bad<T>", "evalue": "went wrong", "traceback": {{traceback}}}""")));
        Assert.Contains("class=\"out error\"", body);
        Assert.Contains(expected, body);
    }

    [Fact]
    public void MarkdownOutputsHaveFormulas() => Assert.Equal([@"\(a_1\)"], Page.Formulas(Page.OfValue("{\"text/markdown\": \"so $a_1$\"}")));

    [Fact]
    public void DiagramsAreReadableText() =>
        Assert.Contains("<pre><code class=\"language-mermaid\">graph LR\n  A--&gt;B\n</code></pre>", Page.OfValue("{\"text/markdown\": \"```mermaid\\ngraph LR\\n  A-->B\\n```\"}"));
}
