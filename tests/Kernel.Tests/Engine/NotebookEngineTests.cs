using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Tests.Engine;

public class NotebookEngineTests
{
    readonly NotebookEngine _engine = new();

    string Run(string code)
    {
        var sink = new RecordingSink();
        var result = _engine.Execute(code, sink, TestContext.Current.CancellationToken);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    [Theory]
    [InlineData("1 + 1", "result:2")]
    [InlineData("var x = 3;\nx * x", "result:9")]
    [InlineData("\"text\"", "result:text")]
    [InlineData("null", "result:<null>")]
    [InlineData("var y = 1;", "")]
    [InlineData("Math.Max(1, 2);", "")]
    [InlineData("static void V() { }\nV()", "")]
    [InlineData("return 7;", "result:7")]
    [InlineData("if (DateTime.Now.Year > 1) return \"early\";\n9", "result:early")]
    [InlineData("await Task.FromResult(5)", "result:5")]
    [InlineData("await Task.Delay(1)", "")]
    [InlineData("int n = 1; n++", "result:1")]
    [InlineData("", "")]
    [InlineData("// only a comment", "")]
    [InlineData("using System.IO;", "")]
    [InlineData("Func<int> f = () => { return 3; };", "")]
    public void ShowsTheTrailingExpression(string code, string log) => Assert.Equal(log, Run(code));

    [Fact]
    public void CellsSeeWhatEarlierOnesDeclared()
    {
        Assert.Equal("", Run("using System.Numerics;\nint a = 2; record P(int X); static int Twice(int x) => 2 * x;"));
        Assert.Equal("result:P { X = 4 }", Run("var p = new P(Twice(a)); p.ToString()"));
        Assert.Equal("result:<1; 2>", Run("new Complex(1, 2).ToString()"));
        Assert.Equal("", Run("var a = \"redeclared\";"));
        Assert.Equal("result:redeclared", Run("a"));
    }
}
