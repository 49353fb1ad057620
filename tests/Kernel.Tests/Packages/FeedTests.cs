using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Tests.Engine;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Tests.Packages;

/// <summary>Packages of others, from the feeds that this machine's NuGet is set to. Without a feed, and without the packages, skipped.</summary>
public sealed class FeedTests : IDisposable
{
    public void Dispose() => Formatter.ResetToDefault();

    static RecordingSink Run(params string[] cells)
    {
        var engine = new NotebookEngine();
        var sink = new RecordingSink();
        foreach (var cell in cells)
        {
            var error = engine.Execute(cell, sink, TestContext.Current.CancellationToken).Error;
            Assert.SkipWhen(error?.Value.Contains("NU1301", StringComparison.Ordinal) == true, $"no NuGet feed answers, and the packages are not here: {error?.Value}");
            Assert.True(error is null, string.Join('\n', error?.Traceback ?? []));
        }
        return sink;
    }

    [Fact]
    public void Plotly_shows_its_charts()
    {
        var sink = Run("#r \"nuget: Plotly.NET.Interactive, 6.0.0\"\n#r \"nuget: Plotly.NET.CSharp, 0.14.0\"\nusing Plotly.NET.CSharp;", "Chart.Point<double, double, string>(new[] { 1.0, 2.0 }, new[] { 3.0, 4.0 })");
        Assert.Contains("\"y\":[3.0,4.0]", sink.Results[0]["text/html"]);
        Assert.Contains("<script", sink.Results[0]["text/html"]);
        Assert.DoesNotContain("stderr", sink.Log);
    }

    [Fact]
    public void A_DataFrame_is_a_table()
    {
        var sink = Run("#r \"nuget: Microsoft.Data.Analysis, 0.23.1\"\nusing Microsoft.Data.Analysis;", "new DataFrame(new StringDataFrameColumn(\"name\", new[] { \"first\", \"second\" }), new DoubleDataFrameColumn(\"x\", new[] { 1.5, 2.5 }))");
        var html = sink.Results[0]["text/html"]!;
        Assert.Contains("<table", html);
        Assert.All(new[] { "name", "x", "first", "second", "1.5", "2.5" }, text => Assert.Contains(text, html));
        Assert.DoesNotContain("StringDataFrameColumn", html);
        Assert.DoesNotContain("stderr", sink.Log);
    }
}
