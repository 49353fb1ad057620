using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Tests.Documents;

public class NotebookTests
{
    public static TheoryData<string> Fixtures { get; } =
        new(Fixture.Documents.Where(path => path.EndsWith(".ipynb", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_save_keeps_everything(string name)
    {
        using var folder = new TemporaryFolder();
        var path = Fixture.Notebook(name);
        Notebook.Load(path).Save(folder["copy.ipynb"]);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["copy.ipynb"]));
    }

    [Fact]
    public void Sources_come_as_text_or_lines()
    {
        Assert.Equal(["line 1\nline 2\n", "# h\ntext", "#!fsharp\nlet a = 1"], Notebook.Load(Fixture.Notebook("13")).Cells.Select(cell => cell.Source));
        Assert.Equal(["var a = 1;\na", "# Title\n\ntext"], Notebook.Load(Fixture.Notebook("02")).Cells.Select(cell => cell.Source));
        Assert.Equal("a\r\nb\r\n", Notebook.Load(Fixture.Notebook("12")).Cells[3].Source);
    }

    [Fact]
    public void Cells_have_kinds_ids_tags_and_attachments()
    {
        var cells = Notebook.Load(Fixture.Notebook("11")).Cells;
        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Raw], cells.Select(cell => cell.Kind));
        Assert.Equal(["m1", "m2", null], cells.Select(cell => cell.Id));
        Assert.True(cells[0].HasTag("keep") && cells[1].HasTag("parameters") && cells[2].Tags.Count == 0);
        Assert.Equal("iVBORw0KGgo=", (string?)cells[0].Attachments?["i.png"]?["image/png"]);
        Assert.Null(cells[1].Attachments);
    }

    [Theory]
    [InlineData("03", "csharp fsharp html mermaid sql pwsh javascript -")]
    [InlineData("04", "fsharp csharp csharp fsharp")]
    [InlineData("05", "fsharp html python -")]
    [InlineData("15", "- -")]
    [InlineData("06", "fsharp - markdown html - - - fsharp - -")]
    public void Cells_name_their_language(string number, string languages) =>
        Assert.Equal(languages, string.Join(' ', Notebook.Load(Fixture.Notebook(number)).Cells.Select(cell => cell.Language ?? "-")));

    [Theory]
    [InlineData("01", "csharp")]
    [InlineData("03", "csharp")]
    [InlineData("14", "fsharp")]
    [InlineData("15", "csharp")]
    [InlineData("16", "python")]
    public void Notebooks_name_their_language(string number, string language) => Assert.Equal(language, Notebook.Load(Fixture.Notebook(number)).Language);

    [Fact]
    public void All_kinds_of_output_are_read()
    {
        var outputs = Notebook.Load(Fixture.Notebook("08")).Cells[0].Outputs;
        Assert.Equal(new StreamOutput("stdout", "line 1\nline 2\n"), outputs[0]);
        Assert.Equal(new StreamOutput("stderr", "warn"), outputs[1]);
        Assert.Equal("<b>x</b>\n<i>y</i>", Assert.IsType<DisplayOutput>(outputs[2]).Bundle["text/html"]);
        var result = Assert.IsType<ResultOutput>(outputs[3]);
        Assert.Equal(("5", 3), (result.Bundle["text/plain"], result.ExecutionCount));
        var error = Assert.IsType<ErrorOutput>(outputs[4]);
        Assert.Equal(("Error", "System.Exception: bad", 2), (error.Name, error.Value, error.Traceback.Count));
        Assert.Equal(new StreamOutput("stdout", ""), Notebook.Load(Fixture.Notebook("08")).Cells[2].Outputs[0]);
        Assert.Equal("{\"a\":[1,2]}", Assert.IsType<DisplayOutput>(Notebook.Load(Fixture.Notebook("09")).Cells[0].Outputs[0]).Bundle["application/json"]);
        Assert.IsType<UnknownOutput>(Notebook.Load(Fixture.Notebook("22")).Cells[0].Outputs.Single());
    }

    [Fact]
    public void Outputs_survive_being_written()
    {
        var cell = Notebook.Load(Fixture.Notebook("08")).Cells[0];
        var before = cell.Outputs;
        cell.Outputs = before;
        Assert.Equal(before.Select(Describe), cell.Outputs.Select(Describe));

        static string Describe(CellOutput output) => output switch
        {
            DisplayOutput display => "display " + string.Join(' ', display.Bundle.Data),
            ResultOutput result => $"result {result.ExecutionCount} {string.Join(' ', result.Bundle.Data)}",
            ErrorOutput error => $"error {error.Name} {error.Value} {string.Join('|', error.Traceback)}",
            _ => output.ToString(),
        };
    }

    [Fact]
    public void Text_beyond_ASCII_is_written_as_it_is()
    {
        var notebook = Notebook.Parse("{\"cells\":[{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":\"\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
        notebook.Cells[0].Source = "é 🚀 \u2028 <&'+ \u001b";
        Assert.Contains("\"é 🚀 \u2028 <&'+ \\u001b\"", notebook.ToJson());
    }

    [Fact]
    public void Metadata_may_be_null()
    {
        var notebook = Notebook.Parse("{\"cells\":[{\"cell_type\":\"code\",\"metadata\":null,\"source\":\"1\",\"outputs\":[{\"output_type\":\"display_data\",\"data\":null,\"metadata\":null}]}],\"metadata\":null,\"nbformat\":4,\"nbformat_minor\":4}");
        Assert.Empty(notebook.Cells[0].Tags);
        Assert.Null(notebook.Cells[0].Language);
        Assert.Empty(Assert.IsType<DisplayOutput>(notebook.Cells[0].Outputs.Single()).Bundle.Data);
        Assert.Equal("csharp", notebook.Language);
    }
}
