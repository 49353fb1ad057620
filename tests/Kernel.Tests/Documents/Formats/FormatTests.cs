using System.Text;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Documents.Formats;

namespace Marginalia.Kernel.Tests.Documents.Formats;

/// <summary>A notebook that becomes another format and a notebook again is the same in all that the format holds.</summary>
public class FormatTests
{
    static readonly string[] s_pieces =
    [
        "var x = 1;", "x", "x + 1 // sum", "using System.IO;", "using A = System.Int32; // why", "#r \"nuget: X, 1.2\"", "#r \"nuget:Y\"", "#i \"nuget: https://feed/index.json\"", "#r \"../x.dll\"",
        "#load \"x.csx\"", "#!time", "#!html", "#!fsharp", "#!csharp", "#!csharp ", "#!import a.ipynb", "#!unknown x", "record P(int X);", "/// <summary>A.</summary>\nclass C\n{\n    int F() => 1;\n}",
        "public static int Twice(this int x) => 2 * x;", "public int F() => 1;", "static readonly int y = 1;", "int G { get; set; }", "int z = 1; record Q(int A); z", "record A1; record B1;",
        "return 5;", "await Task.Delay(1)", "Console.WriteLine(1)", "foreach (var a in b) { }", "new[] { 1, 2 }\n    .Select(a => a)", "// %% [markdown]", "//%%", "// %%% no", "//| hidden", "x(); //|", "y(); //|.", "/*|z|*/", "/*||", "//|> P", "//|< P",
        "var s = \"\"\"\n  text\n  \"\"\";", "}", "", "", " ", "\r", "# Title", "text", "```csharp", "```", "````", "```sh", "~~~", "<!-- cell -->", "<!-- end 1 -->", "<!-- notebook a=1 -->", "<!-- cell end=1 -->", "-->", "#!meta", "é 🚀 \u2028", "<b>x</b>",
    ];

    static readonly string[] s_languages = ["csharp", "csharp", "csharp", "csharp", "markdown", "markdown", "raw", "fsharp", "html", "sql", "python", "duck"];

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(0, 200));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_program_holds_language_text_id_and_metadata(int seed)
    {
        var notebook = Chance(seed);
        Assert.Equal(Describe(notebook, id: true, metadata: true), Describe(Again(notebook, ".cs"), id: true, metadata: true));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Markdown_holds_language_text_and_metadata(int seed)
    {
        var notebook = Chance(seed);
        Assert.Equal(Describe(notebook, metadata: true), Describe(Again(notebook, ".md"), metadata: true));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_dib_holds_language_and_text_without_outer_blank_lines_and_metadata_of_the_whole(int seed)
    {
        var notebook = Chance(seed);
        var once = Again(notebook, ".dib");
        var expected = DocumentCell.All(notebook).Select(cell => (Language: cell.Language == "raw" ? "markdown" : cell.Language, Lines: Inner(cell.Text).Split('\n')))
            .Select(cell => (cell.Language, Text: Inner(string.Join('\n', cell.Lines.Skip(CellLanguage.OfLine(cell.Lines[0]) == cell.Language ? 1 : 0)
                .Select(line => line == "#!meta" || CellLanguage.OfLine(line) is not null ? line + " " : line)))))
            .Where(cell => cell.Text != "").Select(cell => $"{cell.Language}\n{cell.Text}").ToList();
        Assert.Equal(expected.Count > 0 ? expected : ["csharp\n"], DocumentCell.All(once).Select(cell => $"{cell.Language}\n{cell.Text}"));
        Assert.Equal(notebook.Metadata["marginalia"]?.ToJsonString(), once.Metadata["marginalia"]?.ToJsonString());
        Assert.Equal(notebook.Language, once.Language);
        Assert.Equal(Text(once, ".dib"), Text(Again(once, ".dib"), ".dib"));

        static string Inner(string text) => (text + "\n").Replace("\r\n", "\n").Trim('\n');
    }

    [Theory]
    [InlineData(".cs")]
    [InlineData(".md")]
    [InlineData(".dib")]
    public void A_file_with_other_line_ends_and_a_byte_order_mark_is_the_same(string extension)
    {
        var text = Text(NewNotebook.Of([new("markdown", "# T\n\ntext"), new("csharp", "var a = 1;\na")]), extension);
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n"))];
        Assert.Equal(Describe(Read(Encoding.UTF8.GetBytes(text), extension)), Describe(Read(bytes, extension)));
    }

    [Theory]
    [InlineData(".cs")]
    [InlineData(".md")]
    [InlineData(".dib")]
    [InlineData(".csx")]
    public void Bytes_that_are_no_text_are_refused(string extension) =>
        Assert.Equal($"a{extension}: it is not text in UTF-8", Assert.Throws<NotebookException>(() => Read([0xff, 0xfe, 0], extension)).Message);

    [Fact]
    public void New_notebooks_are_what_Jupyter_would_write()
    {
        var json = NewNotebook.Of([new("markdown", "# T"), new("csharp", "1"), new("csharp", "1")]).ToJson();
        Assert.Equal(json, Notebook.Parse(json).ToJson());
        var cells = Notebook.Parse(json).Cells;
        Assert.Equal(3, cells.Select(cell => cell.Id).Distinct().Count());
        Assert.Equal(cells[1].Id + "-2", cells[2].Id);
        Assert.Equal(["csharp", "csharp"], cells.Skip(1).Select(cell => cell.Language));
        Assert.Null(cells[0].Language);
    }

    [Fact]
    public void What_is_lost_is_named()
    {
        var notebook = Notebook.Load(Fixture.Notebook("08"));
        Assert.Equal(["outputs (2 cells)", "counters (2 cells)", "ids (3 cells)"], Lost(notebook, ".md"));
        Assert.Equal(["outputs (2 cells)", "counters (2 cells)"], Lost(notebook, ".cs"));
        Assert.Equal(["attached files (1 cell)", "metadata (2 cells)", "ids (2 cells)", "raw text, now Markdown (1 cell)"], Lost(Notebook.Load(Fixture.Notebook("11")), ".dib"));
        Assert.Empty(Lost(notebook, ".ipynb"));

        static IReadOnlyList<string> Lost(Notebook notebook, string extension)
        {
            var target = new ConversionTarget("a" + extension, _ => null);
            NotebookFile.Convert(notebook, target);
            return target.Lost;
        }
    }

    [Fact]
    public void A_script_is_one_cell_and_is_not_written()
    {
        Assert.Equal(["csharp\nvar a = 1;\na"], Describe(Read("var a = 1;\na\n"u8.ToArray(), ".csx")));
        Assert.Equal("a.csx: scripts are read, not written; a program, with the end .cs, holds a notebook", Assert.Throws<NotebookException>(() => Text(Chance(1), ".csx")).Message);
        Assert.Equal("a.txt: files of type '.txt' are not known; expected .ipynb, .dib, .cs, .md, .csx", Assert.Throws<NotebookException>(() => Text(Chance(1), ".txt")).Message);
    }

    internal static string Text(Notebook notebook, string extension) => NotebookFile.Convert(notebook, new($"a{extension}", _ => null));

    internal static Notebook Read(byte[] bytes, string extension) => DocumentFormat.Of("a" + extension).Read(bytes, "a" + extension, null);

    static Notebook Again(Notebook notebook, string extension) => Read(Encoding.UTF8.GetBytes(Text(notebook, extension)), extension);

    static IEnumerable<string> Describe(Notebook notebook, bool id = false, bool metadata = false) =>
        DocumentCell.All(notebook).Select(cell => $"{cell.Language}{(id ? " " + cell.Id : "")}{(metadata ? " " + cell.Metadata!.ToJsonString() : "")}\n{cell.Text}")
            .Concat(metadata ? [notebook.Metadata.ToJsonString()] : []);

    static Notebook Chance(int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, random.Next(1, 6)).Select(i => new DocumentCell(
            s_languages[random.Next(s_languages.Length)],
            string.Join('\n', Enumerable.Range(0, random.Next(0, 6)).Select(_ => s_pieces[random.Next(s_pieces.Length)])),
            $"id-{i}",
            random.Next(3) switch { 0 => new() { ["tags"] = new JsonArray("parameters", "-->`"), ["a"] = new JsonObject { ["b"] = 1.5 } }, 1 => new() { ["not a name"] = "]", ["x"] = 1 }, _ => null }));
        return NewNotebook.Of(cells, random.Next(3) switch { 0 => new() { ["marginalia"] = new JsonObject { ["paper"] = "A: b --> c" } }, 1 => (JsonObject)NewNotebook.Defaults("fsharp"), _ => null });
    }
}
