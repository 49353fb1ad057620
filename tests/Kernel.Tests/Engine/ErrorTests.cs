using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Tests.Engine;

public class ErrorTests
{
    readonly NotebookEngine _engine = new();

    string Run(string code)
    {
        var sink = new RecordingSink();
        var result = _engine.Execute(code, sink, TestContext.Current.CancellationToken);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    [Fact]
    public void Compile_errors_say_where_and_show_the_line()
    {
        Assert.Equal("", Run("int a = 1;"));
        Assert.Equal(
            """
            cell 2, line 2, column 9: error CS0103: The name 'foo' does not exist in the current context
                var b = foo + 1;
                        ^
            cell 2, line 4, column 25: error CS0029: Cannot implicitly convert type 'string' to 'int'
                	while (true) { int c = ""; }
                	                       ^
            """.ReplaceLineEndings("\n"),
            Run("int d = 2;\nvar b = foo + 1;\n\n\twhile (true) { int c = \"\"; }"));
        Assert.Equal("result:1", Run("a"));
    }

    [Fact]
    public void A_compile_error_changes_nothing()
    {
        Run("int kept = 1;");
        Assert.StartsWith("cell 2, line 1", Run("int kept2 = 2; nonsense"));
        Assert.StartsWith("cell 3, line 1, column 1: error CS0103: The name 'kept2'", Run("kept2"));
        Assert.Equal("result:1", Run("kept"));
    }

    [Fact]
    public void Exceptions_say_where_in_the_cells_and_nothing_of_the_engine()
    {
        Assert.Equal("", Run("static int Inner(int x)\n{\n    if (x > 1)\n        throw new InvalidOperationException(\"too big\");\n    return x;\n}"));
        Assert.Equal(
            "System.InvalidOperationException: too big\n   at Inner(Int32 x) in cell 1, line 4\n   at cell 2, line 3",
            Run("int x = 5;\n\nInner(x);"));
    }

    [Fact]
    public void Causes_follow()
    {
        var trace = Run("try\n{\n    throw new FormatException(\"deep\");\n}\ncatch (Exception e)\n{\n    throw new ApplicationException(\"outer\", e);\n}").Split('\n');
        Assert.Equal(["System.ApplicationException: outer", "   at cell 1, line 7", "caused by System.FormatException: deep", "   at cell 1, line 3"], trace);
    }

    [Fact]
    public void Frames_of_awaits_and_lambdas_are_readable()
    {
        var trace = Run("async Task Fail()\n{\n    await Task.Yield();\n    throw new Exception(\"x\");\n}\nFunc<Task> f = () => Fail();\nawait f();");
        Assert.StartsWith("System.Exception: x\n", trace);
        Assert.Contains("in cell 1, line 4", trace);
        Assert.EndsWith("at cell 1, line 7", trace);
        Assert.DoesNotContain("Marginalia.Kernel", trace);
        Assert.DoesNotContain("Submission", trace);
    }

    [Fact]
    public void Variables_declared_before_the_exception_stay()
    {
        Assert.StartsWith("System.Exception: stop", Run("int early = 7; throw new Exception(\"stop\"); int late = 8;"));
        Assert.Equal("result:7", Run("early"));
        Assert.Equal("result:0", Run("late"));
    }

    [Fact]
    public void A_formatter_that_throws_fails_the_cell() =>
        Assert.StartsWith("System.NotSupportedException: no text", Run("class Shy { }\nFormatter.Register<Shy>((value, writer) => throw new NotSupportedException(\"no text\"));\nnew Shy()"));

    [Theory]
    [InlineData("#r \"nuget: ../up\"", "cell 1, line 1: #r \"nuget: ../up\": '../up' is not the name of a package; expected #r \"nuget: Name\"")]
    [InlineData("int a = 1;\n#!pwsh\nGet-Date", "cell 1, line 2: #!pwsh: cells of this language do not run here; supported are csharp, fsharp, sql, javascript, html, markdown, mermaid, value")]
    [InlineData("Console.WriteLine(1);\n#!nonsense", "cell 1, line 2: #!nonsense: unknown directive; known are #!csharp")]
    [InlineData("#!import", "cell 1, line 1: #!import: --file is missing: the file to run")]
    [InlineData("#!import missing.ipynb", "cell 1, line 1: #!import: missing.ipynb: there is no such file")]
    [InlineData("#!import missing.csx", "cell 1, line 1: #!import: missing.csx: cannot be read")]
    [InlineData("#!import data.csv", "cell 1, line 1: #!import: data.csv: files of type '.csv' cannot be run")]
    [InlineData("#r \"Missing.Library\"", "cell 1, line 1, column 1: error CS0006: Metadata file 'Missing.Library' could not be found in ")]
    public void What_cannot_be_done_is_said_and_nothing_runs(string code, string message) => Assert.StartsWith(message, Run(code));
}
