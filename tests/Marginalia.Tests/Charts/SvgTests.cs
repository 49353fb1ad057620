using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Marginalia.Charts;
using Marginalia.Charts.Drawing;

namespace Marginalia.Tests.Charts;

public class SvgTests
{
    public static TheoryData<string> Names => Gallery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWellFormedAndNeedsNothingElse(string name)
    {
        var svg = Gallery.Make(name).ToSvg();
        var root = SvgReader.Parse(svg);
        string[] allowed = ["svg", "title", "rect", "path", "text", "tspan", "image"];
        Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, allowed));
        Assert.DoesNotContain(root.DescendantsAndSelf().SelectMany(element => element.Attributes()), attribute => attribute.Name.LocalName is "id" or "class");
        Assert.All(SvgReader.All(root, "image"), image => Assert.StartsWith("data:image/png;base64,", image.Attribute("href")!.Value));
        Assert.DoesNotMatch("NaN|Infinity|∞|E[+-]", Regex.Replace(svg, "base64,[^\"]*|<title>.*</title>|>[^<]*<", ""));
        Assert.DoesNotContain(SvgReader.All(root, "text"), text => text.Value.Contains("NaN"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EverythingLiesInsideTheViewBox(string name)
    {
        var root = SvgReader.Parse(Gallery.Make(name).ToSvg());
        var (width, height) = (SvgReader.Number(root, "width"), SvgReader.Number(root, "height"));
        Assert.Equal($"0 0 {width} {height}", root.Attribute("viewBox")!.Value);
        Assert.All(SvgReader.Points(root), point =>
        {
            Assert.InRange(point.X, 0, width);
            Assert.InRange(point.Y, 0, height);
        });
        foreach (var text in SvgReader.All(root, "text").Where(text => text.Attribute("transform") is null))
        {
            var wide = TextMetrics.Width(text.Value, SvgReader.Number(text, "font-size"));
            var left = SvgReader.Number(text, "x") - wide * (text.Attribute("text-anchor")?.Value switch { "middle" => 0.5, "end" => 1, _ => 0 });
            Assert.True(left >= -1 && left + wide <= width + 1, $"'{text.Value}' reaches from {left} to {left + wide}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SameChartGivesSameBytesUnderEveryCulture(string name)
    {
        var first = (Gallery.Make(name).ToSvg(), Gallery.Make(name).ToHtml());
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "~");
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(first, (Gallery.Make(name).ToSvg(), Gallery.Make(name).ToHtml()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LineGoesThroughItsPoints()
    {
        var root = SvgReader.Parse(new Figure(x: "x", y: "y").Line(new[] { 0, 5, 10 }, new[] { 1, 3, 2 }).ToSvg());
        var points = SvgReader.Path(SvgReader.All(root, "path").Single(path => path.Attribute("stroke")?.Value == Palette.OkabeIto[0]).Attribute("d")!.Value).ToArray();
        Assert.Equal(3, points.Length);
        Assert.Equal((points[0].X + points[2].X) / 2, points[1].X, 0.11);
        // Heights 1, 3, 2: the second point is highest, the last is half-way; y grows downwards.
        Assert.Equal((points[0].Y + points[1].Y) / 2, points[2].Y, 0.11);
        Assert.True(points[1].Y < points[0].Y);
    }

    [Fact]
    public void LogarithmicAxisSpacesDecadesEvenly()
    {
        var root = SvgReader.Parse(new Figure(logY: true).Line(new[] { 0.01, 1, 100 }).ToSvg());
        var points = SvgReader.Path(SvgReader.All(root, "path").Single(path => path.Attribute("stroke")?.Value == Palette.OkabeIto[0]).Attribute("d")!.Value).ToArray();
        Assert.Equal(points[0].Y - points[1].Y, points[1].Y - points[2].Y, 0.21);
    }

    [Fact]
    public void GapsBreakLinesAndLonePointsAreDots()
    {
        var root = SvgReader.Parse(new Figure().Line(new[] { 1, 2, double.NaN, 3, double.NegativeInfinity, 1, 2 }).ToSvg());
        var data = SvgReader.All(root, "path").Single(path => path.Attribute("stroke")?.Value == Palette.OkabeIto[0]).Attribute("d")!.Value;
        Assert.Equal(3, data.Count(c => c == 'M'));
        Assert.Contains("h0", data);
    }

    [Fact]
    public void BarsStandOnZeroWithHeightsInProportion()
    {
        var root = SvgReader.Parse(new Figure().Bars(["a", "b"], [1, 3]).ToSvg());
        var bars = SvgReader.All(root, "rect").Where(rect => rect.Attribute("fill")!.Value == Palette.OkabeIto[0]).ToArray();
        Assert.Equal(2, bars.Length);
        Assert.Equal(3 * SvgReader.Number(bars[0], "height"), SvgReader.Number(bars[1], "height"), 0.5);
        Assert.Equal(SvgReader.Number(bars[0], "y") + SvgReader.Number(bars[0], "height"), SvgReader.Number(bars[1], "y") + SvgReader.Number(bars[1], "height"), 0.11);
    }

    [Fact]
    public void BarsAreMatchedByCategoryName()
    {
        var root = SvgReader.Parse(new Figure().Bars(["a", "b"], [1, 3], "first").Bars(["b", "a"], [3, 1], "second").ToSvg());
        var heights = Enumerable.Range(0, 2).Select(slot => SvgReader.All(root, "rect")
            .Where(rect => rect.Attribute("fill")!.Value == Palette.OkabeIto[slot] && SvgReader.Number(rect, "width") > 20)
            .OrderBy(rect => SvgReader.Number(rect, "x")).Select(rect => SvgReader.Number(rect, "height")).ToArray()).ToArray();
        Assert.Equal(heights[0], heights[1]);
        Assert.True(heights[0][0] < heights[0][1]);
    }

    [Fact]
    public void HeatmapPutsRowZeroOnTop()
    {
        var root = SvgReader.Parse(new Figure().Heatmap(new double[,] { { 0, 0 }, { 1, 1 } }).ToSvg());
        double Top(string colour) => SvgReader.All(root, "rect").Where(rect => rect.Attribute("fill")!.Value == colour && SvgReader.Number(rect, "width") > 50).Min(rect => SvgReader.Number(rect, "y"));
        Assert.True(Top(ColourMap.Viridis.Hex(0)) < Top(ColourMap.Viridis.Hex(1)));
    }

    [Fact]
    public void SameNameHasSameColourThroughoutAGrid()
    {
        var svg = Figure.Grid(2, new Figure().Line(new[] { 1, 2 }, "a").Line(new[] { 2, 3 }, "b"), new Figure().Line(new[] { 1, 2 }, "b")).ToSvg();
        var strokes = SvgReader.All(SvgReader.Parse(svg), "path").Where(path => path.Attribute("stroke-width")?.Value == "1.8").Select(path => path.Attribute("stroke")!.Value).ToArray();
        // Panel one: a, b. Panel two: b. Legend: a, b.
        Assert.Equal([Palette.OkabeIto[0], Palette.OkabeIto[1], Palette.OkabeIto[1], Palette.OkabeIto[0], Palette.OkabeIto[1]], strokes);
    }

    [Fact]
    public void SharedAxesHaveTheSameLabels()
    {
        static string[] Labels(bool shared) => [.. SvgReader.All(SvgReader.Parse(
                Figure.Grid(2, new Figure().Line(new[] { 0, 1 }), new Figure().Line(new[] { 0, 10 })).Share(y: shared).ToSvg()), "text")
            .Where(text => text.Attribute("text-anchor")?.Value == "end").Select(text => text.Value)];
        var labels = Labels(true);
        Assert.Equal(labels[..(labels.Length / 2)], labels[(labels.Length / 2)..]);
        Assert.NotEqual(Labels(false)[..3], Labels(false)[^3..]);
    }

    [Theory]
    [InlineData(1, 200_000)]
    [InlineData(10, 10_000)]
    public void LongSeriesStaySmall(int series, int points)
    {
        var figure = new Figure("Noise", x: "step", y: "value");
        for (var i = 0; i < series; i++)
            figure.Line(Enumerable.Range(0, points), Enumerable.Range(0, points).Select(t => (t * (2_654_435_761L + i) % 1000 + i * 300) * 0.00123), $"series {i}");
        var (svg, json) = (figure.ToSvg(), figure.ToPlotlyJson());
        Assert.InRange(Encoding.UTF8.GetByteCount(svg) + Encoding.UTF8.GetByteCount(json), 10_000, 150_000);
    }

    [Fact]
    public void ManyNamesMoveBelowThePlot()
    {
        var figure = Enumerable.Range(0, 30).Aggregate(new Figure(), (f, i) => f.Line(new[] { i, i + 1 }, $"series {i}"));
        var names = SvgReader.All(SvgReader.Parse(figure.ToSvg()), "text").Where(text => text.Value.StartsWith("series", StringComparison.Ordinal)).ToArray();
        Assert.Equal(30, names.Length);
        Assert.All(names, name => Assert.InRange(SvgReader.Number(name, "y"), 250, 400));
    }

    [Fact]
    public void SaveWritesTheSvg()
    {
        var path = Path.Combine(Path.GetTempPath(), $"marginalia-{Guid.NewGuid():N}.svg");
        try
        {
            Gallery.Make("lines").Save(path);
            Assert.Equal(Gallery.Make("lines").ToSvg(), File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("only .svg", Assert.Throws<ArgumentException>(() => Gallery.Make("lines").Save("figure.png")).Message);
    }
}
