using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marginalia.Charts;
using Marginalia.Charts.Rendering;

namespace Marginalia.Tests.Charts;

public class HtmlTests
{
    public static TheoryData<string> Names => Gallery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void HoldsTheImageAndTheLiveFigure(string name)
    {
        var chart = Gallery.Make(name);
        var html = chart.ToHtml();
        Assert.StartsWith("<div class=\"marginalia-figure\"", html);
        var svg = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(html, "<img src=\"data:image/svg\\+xml;base64,([^\"]*)\"").Groups[1].Value));
        Assert.Equal(chart.ToSvg(), svg);
        Assert.DoesNotContain(" id=", html);
        var scripts = Regex.Matches(html, "<script[^>]*>(.*?)</script>", RegexOptions.Singleline);
        if (chart is ImageGrid)
        {
            Assert.Empty(scripts);
            return;
        }

        Assert.Equal(2, scripts.Count);
        Assert.Equal(3, JsonDocument.Parse(scripts[0].Groups[1].Value).RootElement.EnumerateObject().Count());
        Assert.Equal(LiveScript.Text, scripts[1].Groups[1].Value);
        Assert.Equal(2, Regex.Count(html, "</script>"));
    }

    [Fact]
    public void HostileTextStaysText()
    {
        var html = Gallery.Make("hostile").ToHtml();
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("<script>alert", html);
        var alt = Regex.Match(html, "alt=\"([^\"]*)\"").Groups[1].Value;
        Assert.Contains("&lt;/script&gt;&lt;b&gt;&quot;bold&quot;", alt);
    }

    [Fact]
    public void AltSaysTitleKindNamesAndRanges()
    {
        var alt = new Figure("Weights", x: "step", y: "w", logY: true).Line(new[] { 0, 10 }, new[] { 1.0, 0.25 }, "task 1").HorizontalLine(1, "equal").Describe();
        Assert.Equal("Line chart \"Weights\": w (logarithmic) over step from 0 to 10. Task 1: 1 to 0.25, between 0.25 and 1. Equal: at y = 1.", alt);
    }

    [Fact]
    public void CaptionIsShownBelow()
    {
        Assert.Contains("<figcaption", Gallery.Make("runs").ToHtml());
        Assert.Contains("three seeds.</figcaption>", Gallery.Make("runs").ToHtml());
        Assert.DoesNotContain("<figcaption", Gallery.Make("lines").ToHtml());
    }

    [Fact]
    public void TextHasALinePerSeriesWithASparkline()
    {
        var text = new Figure("T").Line(Enumerable.Range(0, 8), "rise").Line(new[] { 1, double.NaN, 3 }, "gap").ToString();
        Assert.Equal(
            """
            Line chart "T" over x from 0 to 7
              rise  ▁▂▃▄▅▆▇█  0 to 7, between 0 and 7
              gap   ▁ █       1 to 3, between 1 and 3; 1 of 3 points not drawn
            """, text);
    }

    [Fact]
    public void TextCountsWhatALogarithmicAxisCannotShow() =>
        Assert.Contains("none of 2 points can be drawn", new Figure(logY: true).Line(new[] { 0, -1 }, "a").ToString());

    [Fact]
    public void ScriptDeclaresNoGlobalsAndLoadsNothingFromFiles()
    {
        Assert.StartsWith("(() => {", LiveScript.Text);
        Assert.EndsWith("})();", LiveScript.Text);
        Assert.DoesNotMatch("window\\.[A-Za-z]+ *=[^=]|globalThis|\\bvar\\b", LiveScript.Text);
        Assert.Contains("^(https?|vscode-webview):$", LiveScript.Text);
        Assert.DoesNotContain("</", LiveScript.Text);
    }
}
