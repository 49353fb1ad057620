using System.Text.Json;
using Marginalia.Charts;

namespace Marginalia.Tests.Charts;

public class PlotlyTests
{
    public static TheoryData<string> Names => Gallery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryChartIsAPlotlyFigure(string name)
    {
        var figure = Read(Gallery.Make(name));
        string[] types = ["scatter", "bar", "heatmap"];
        var layout = figure.GetProperty("layout");
        Assert.True(figure.GetProperty("config").GetProperty("responsive").GetBoolean());
        foreach (var trace in figure.GetProperty("data").EnumerateArray())
        {
            Assert.Contains(trace.GetProperty("type").GetString(), types);
            Assert.True(layout.TryGetProperty(trace.GetProperty("xaxis").GetString()!.Replace("x", "xaxis"), out _));
            Assert.True(layout.TryGetProperty(trace.GetProperty("yaxis").GetString()!.Replace("y", "yaxis"), out _));
            if (trace.TryGetProperty("x", out var x))
                Assert.Equal(x.GetArrayLength(), trace.GetProperty("y").GetArrayLength());
        }

        // plotly.js 2 still read plain strings as titles, 3 and later do not.
        Assert.All(Properties(figure).Where(property => property.Name == "title"), property => Assert.Equal(JsonValueKind.Object, property.Value.ValueKind));
    }

    [Fact]
    public void LinesCarryTheirDataAndAxes()
    {
        var figure = Read(new Figure("Title", x: "step", y: "loss", logY: true).Line(new[] { 1, 2, 3 }, new[] { 0.1, double.NaN, 10 }, "a"));
        var trace = Assert.Single(figure.GetProperty("data").EnumerateArray());
        Assert.Equal("[1,2,3]", trace.GetProperty("x").GetRawText());
        Assert.Equal("[0.1,null,10]", trace.GetProperty("y").GetRawText());
        Assert.Equal("a", trace.GetProperty("name").GetString());
        var layout = figure.GetProperty("layout");
        Assert.Equal("<b>Title</b>", layout.GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("log", layout.GetProperty("yaxis").GetProperty("type").GetString());
        Assert.Equal("step", layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        // The range of a logarithmic axis counts in decades: -1 to 1 with a margin of 0.1.
        Assert.Equal([-1.1, 1.1], layout.GetProperty("yaxis").GetProperty("range").EnumerateArray().Select(v => Math.Round(v.GetDouble(), 9)));
    }

    [Fact]
    public void BandIsOneClosedOutlineBehindItsLine()
    {
        var data = Read(new Figure().Band(new[] { 0, 1 }, new[] { 2.0, 3.0 }, new[] { 0.5, 1.0 }, "a")).GetProperty("data");
        Assert.Equal("[0,1,1,0]", data[0].GetProperty("x").GetRawText());
        Assert.Equal("[2.5,4,2,1.5]", data[0].GetProperty("y").GetRawText());
        Assert.Equal("toself", data[0].GetProperty("fill").GetString());
        Assert.Equal("[2,3]", data[1].GetProperty("y").GetRawText());
        Assert.False(data[0].GetProperty("showlegend").GetBoolean());
    }

    [Fact]
    public void RunsShowMeanAndSampleStandardDeviation()
    {
        var data = Read(new Figure().Runs(new[] { 0 }, new double[][] { [1], [2], [6] }, "a")).GetProperty("data");
        Assert.Equal(3, data[1].GetProperty("y")[0].GetDouble(), 1e-4);
        Assert.Equal(3 + Math.Sqrt(7), data[0].GetProperty("y")[0].GetDouble(), 1e-4);
        Assert.Equal(3 - Math.Sqrt(7), data[0].GetProperty("y")[1].GetDouble(), 1e-4);
    }

    [Fact]
    public void BandOnALogarithmicAxisNeverReachesZero()
    {
        var data = Read(new Figure(logY: true).Band(new[] { 0, 1 }, new[] { 1.0, 1.0 }, new[] { 2.0, 0.5 })).GetProperty("data");
        Assert.All(data[0].GetProperty("y").EnumerateArray(), y => Assert.True(y.GetDouble() > 0));
    }

    [Fact]
    public void BarsHaveErrorsAndNamedPlaces()
    {
        var figure = Read(new Figure().Bars(["a", "b"], [1, 2], [0.25, 0.5], "x").Bars(["b"], [3], "y"));
        var data = figure.GetProperty("data");
        Assert.Equal("[0.25,0.5]", data[0].GetProperty("error_y").GetProperty("array").GetRawText());
        Assert.Equal("[1]", data[1].GetProperty("x").GetRawText());
        Assert.False(data[1].TryGetProperty("error_y", out _));
        Assert.Equal("""["a","b"]""", figure.GetProperty("layout").GetProperty("xaxis").GetProperty("ticktext").GetRawText());
    }

    [Fact]
    public void HeatmapReadsFromTheTopAndWritesItsCells()
    {
        var figure = Read(Gallery.Make("heat"));
        var trace = figure.GetProperty("data")[0];
        Assert.Equal("[[1,0.5,-0.25],[0.125,null,-1]]", trace.GetProperty("z").GetRawText());
        Assert.Equal((-1, 1), (trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()));
        Assert.Equal("[1.5,-0.5]", figure.GetProperty("layout").GetProperty("yaxis").GetProperty("range").GetRawText());
        Assert.Equal(6, figure.GetProperty("layout").GetProperty("annotations").GetArrayLength());
        var stops = trace.GetProperty("colorscale").EnumerateArray().Select(stop => stop[0].GetDouble()).ToArray();
        Assert.Equal((0, 1), (stops[0], stops[^1]));
        Assert.Equal(stops.Order(), stops);
    }

    [Fact]
    public void ReferenceLinesAreShapesOverTheWholePlot()
    {
        var layout = Read(new Figure(logY: true).Line(new[] { 1, 100 }).HorizontalLine(10, "ten").VerticalLine(0.5)).GetProperty("layout");
        var shape = layout.GetProperty("shapes")[0];
        Assert.Equal((10, 10, "y", "x domain"), (shape.GetProperty("y0").GetDouble(), shape.GetProperty("y1").GetDouble(), shape.GetProperty("yref").GetString(), shape.GetProperty("xref").GetString()));
        Assert.Equal("x", layout.GetProperty("shapes")[1].GetProperty("xref").GetString());
        // Shapes take values, annotations take decades.
        Assert.Equal(1, Assert.Single(layout.GetProperty("annotations").EnumerateArray()).GetProperty("y").GetDouble());
    }

    [Fact]
    public void GridGivesEachFigureItsAxesAndNamesEachSeriesOnce()
    {
        var figure = Read(Gallery.Make("grid"));
        var layout = figure.GetProperty("layout");
        var domains = Enumerable.Range(1, 4).Select(i => layout.GetProperty($"xaxis{(i == 1 ? "" : i)}").GetProperty("domain")).ToArray();
        Assert.True(domains[0][1].GetDouble() < domains[1][0].GetDouble());
        Assert.Equal(1, domains[1][1].GetDouble());
        Assert.True(layout.GetProperty("yaxis").GetProperty("domain")[0].GetDouble() > layout.GetProperty("yaxis3").GetProperty("domain")[1].GetDouble());
        var shown = figure.GetProperty("data").EnumerateArray().Where(trace => !trace.TryGetProperty("showlegend", out var show) || show.GetBoolean()).Select(trace => trace.GetProperty("name").GetString());
        Assert.Equal(["GradNorm", "equal"], shown);
    }

    [Fact]
    public void UserTextCannotBecomeMarkup()
    {
        var json = Gallery.Make("hostile").ToPlotlyJson();
        Assert.DoesNotContain("<", json);
        var figure = JsonDocument.Parse(json).RootElement;
        Assert.Contains("&lt;/script&gt;&lt;b&gt;", figure.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
        Assert.DoesNotContain("$", json);
        Assert.Equal("&amp;amp;", figure.GetProperty("data")[1].GetProperty("name").GetString());
    }

    [Fact]
    public void FirstFigureOfAPaletteRoundIsSolidAndTheNextDashed()
    {
        var data = Read(Gallery.Make("ten")).GetProperty("data");
        string Dash(int i) => data[i].GetProperty("line").GetProperty("dash").GetString()!;
        string Look(int i) => Dash(i) + data[i].GetProperty("line").GetProperty("color").GetString();
        Assert.Equal(("solid", "solid", "dash"), (Dash(0), Dash(6), Dash(7)));
        Assert.Equal(10, Enumerable.Range(0, 10).Select(Look).Distinct().Count());
    }

    static JsonElement Read(Chart chart) => JsonDocument.Parse(chart.ToPlotlyJson()).RootElement;

    static IEnumerable<JsonProperty> Properties(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Properties(property.Value).Prepend(property)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Properties),
        _ => [],
    };
}
