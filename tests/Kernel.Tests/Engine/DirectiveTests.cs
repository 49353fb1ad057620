using Marginalia.Kernel.Engine;

namespace Marginalia.Kernel.Tests.Engine;

public sealed class DirectiveTests : IDisposable
{
    readonly NotebookEngine _engine = new();
    readonly TemporaryFolder _folder = new();
    readonly string _before = Environment.CurrentDirectory;

    public DirectiveTests() => Environment.CurrentDirectory = _folder.Path;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    string Run(string code)
    {
        var sink = new RecordingSink();
        var result = _engine.Execute(code, sink, TestContext.Current.CancellationToken);
        return result.Error is { } error ? string.Join('\n', error.Traceback) : sink.Log;
    }

    [Theory]
    [InlineData("#!html\n<b>x</b>", "display:<b>x</b>")]
    [InlineData("#!markdown\n# Title\ntext", "display:# Title\ntext")]
    [InlineData("#!md\ntext", "display:text")]
    [InlineData("#!javascript\nalert(1)", "display:<script type=\"text/javascript\">\n(async () => {\nalert(1)\n})();\n</script>")]
    [InlineData("#!mermaid\ngraph TD", "display:graph TD")]
    [InlineData("1 + 1\n#!html\n<i>y</i>\n#!csharp\n2 + 2", "result:2 | display:<i>y</i> | result:4")]
    [InlineData("#!C#\n5", "result:5")]
    [InlineData("#!html\n\n#!csharp\n6", "result:6")]
    public void Languages_switch(string code, string log) => Assert.Equal(log, Run(code));

    [Fact]
    public void Lines_keep_their_numbers_after_a_switch() => Assert.StartsWith("cell 1, line 5, column 1: error CS0103", Run("1\n#!html\n<b/>\n#!csharp\nmissing"));

    [Fact]
    public void Time_is_shown_at_the_end() => Assert.Matches("^stdout:x \\| display:Wall time: [0-9.]+ms$", Run("#!time\nConsole.Write('x');"));

    [Fact]
    public void Load_takes_a_script_of_the_working_folder()
    {
        _folder.Write("tools/helper.csx", "int Helped(int x) => x + 1;");
        Assert.Equal("result:42", Run("#load \"tools/helper.csx\"\nHelped(41)"));
    }

    [Fact]
    public void Import_runs_scripts_and_the_code_cells_of_notebooks()
    {
        _folder.Write("helper.csx", "int Helped(int x) => x + 1;");
        _folder.Write("other.ipynb", new NotebookBuilder().Markdown("text").Code("#!import helper.csx\nint y = Helped(1);").Code("Console.Write(y);").ToString());
        Assert.Equal("stdout:2 | result:3", Run("#!import other.ipynb\nHelped(y)"));
        _folder.Write("other.dib", "#!csharp\n\nint z = 5;\n\n#!markdown\n\ntext\n");
        _folder.Write("other.md", "# T\n\n```csharp\nz++;\n```\n");
        Assert.Equal("result:6", Run("#!import other.dib\n#!import other.md\nz"));
    }

    [Fact]
    public void Errors_in_an_imported_file_name_it()
    {
        _folder.Write("bad.ipynb", new NotebookBuilder().Code("1").Code("\nmissing").ToString());
        Assert.StartsWith("bad.ipynb cell 2, line 2, column 1: error CS0103", Run("#!import bad.ipynb"));
        _folder.Write("circle.csx", "#!import circle.csx");
        Assert.Equal("circle.csx, line 1: #!import: circle.csx imports itself: circle.csx -> circle.csx", Run("#!import circle.csx"));
    }

    [Fact]
    public void A_reference_by_name_gives_the_types_of_this_program()
    {
        Assert.Equal("", Run("#r \"Kernel.Tests\"\nusing Marginalia.Kernel.Tests.Engine; HostType.Shared = 5;"));
        Assert.Equal(5, HostType.Shared);
        HostType.Shared = 6;
        Assert.Equal("result:6", Run("HostType.Shared"));
    }

    [Fact]
    public void A_reference_by_path_to_an_assembly_of_this_program_gives_the_same_types()
    {
        Assert.Equal("", Run($"#r \"{typeof(HostType).Assembly.Location}\"\nMarginalia.Kernel.Tests.Engine.HostType.Shared = 7;"));
        Assert.Equal(7, HostType.Shared);
    }

    [Fact]
    public void A_reference_by_relative_path_loads_the_file()
    {
        File.Copy(typeof(Markdig.Markdown).Assembly.Location, _folder["Renamed.dll"]);
        Assert.Equal("result:True", Run("#r \"Renamed.dll\"\ntypeof(Markdig.Markdown).Assembly.GetName().Name == \"Markdig\""));
    }

    [Theory]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new[] { 1 })", "result:[1]")]
    [InlineData("using System.Numerics;\nnew Complex(0, 1) * new Complex(0, 1) == -1", "result:True")]
    [InlineData("dynamic d = 3; d + 1", "result:4")]
    [InlineData("from i in new[] { 3, 1 } orderby i select i", "result:[ 1, 3 ]")]
    [InlineData("using System.Text.RegularExpressions;\nRegex.IsMatch(\"a\", \"a\")", "result:True")]
    [InlineData("new[] { 1 }.ToImmutableList().Count", "error")]
    [InlineData("using System.Collections.Immutable;\nnew[] { 1 }.ToImmutableList().Count", "result:1")]
    [InlineData("using System.Threading.Channels;\nChannel.CreateUnbounded<int>().Reader.Count", "result:0")]
    [InlineData("new System.Net.Http.HttpClient().Timeout.TotalSeconds", "result:100")]
    [InlineData("System.Diagnostics.Stopwatch.GetTimestamp() > 0", "result:True")]
    public void Framework_assemblies_need_no_reference(string code, string log)
    {
        var actual = Run(code);
        Assert.Equal(log, actual.Contains("error CS") ? "error" : actual);
    }

    [Fact]
    public void Values_keep_their_types_when_references_are_added_later()
    {
        Assert.Equal("", Run("var ordered = new[] { 3, 1, 2 }.OrderBy(x => x);"));
        Assert.Equal("result:1", Run("new System.Numerics.BigInteger(1)"));
        Assert.Equal("result:[ 1, 2, 3 ]", Run("IOrderedEnumerable<int> again = ordered; again.ThenBy(x => x)"));
    }
}
