using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Tests.Documents;

/// <summary>Files that were not written by Jupyter keep their layout: indents, line ends, escapes, spelling of numbers.</summary>
public class NotebookStyleTests
{
    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(0, 100));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_not_changed_stays_as_it_was(int seed)
    {
        var text = new NotebookText(seed);
        var before = text.Write("old");
        Assert.Equal(before, Notebook.Parse(before).ToJson());

        var notebook = Notebook.Parse(before);
        notebook.Cells[1].Source = "é\tnew";
        Assert.Equal(text.Write("é\tnew"), notebook.ToJson());

        notebook.Cells[1].Source = "old";
        Assert.Equal(before, notebook.ToJson());
    }

    [Fact]
    public void A_file_keeps_its_byte_order_mark_its_blanks_and_its_missing_line_end()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("  {\"cells\":[ ],\r\n\"nbformat\":4,\"metadata\":{\"x\":[1.0,1e5,-0,\"\\u00e9\\/\"]}, \"nbformat_minor\":5}  ")];
        File.WriteAllBytes(folder["a.ipynb"], bytes);
        var notebook = Notebook.Load(folder["a.ipynb"]);
        notebook.Save(folder["b.ipynb"]);
        Assert.Equal(bytes, File.ReadAllBytes(folder["b.ipynb"]));
        notebook.Metadata["y"] = "é";
        notebook.Save(folder["b.ipynb"]);
        Assert.Equal("\ufeff  {\"cells\":[ ],\"nbformat\":4,\"metadata\":{\"x\":[1.0,1e5,-0,\"\\u00e9\\/\"],\"y\":\"\\u00e9\"},\"nbformat_minor\":5}  ", Encoding.UTF8.GetString(File.ReadAllBytes(folder["b.ipynb"])));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_kept_and_read_as_the_replacement_character()
    {
        const string Json = "{\"cells\":[{\"cell_type\":\"code\",\"source\":\"a\\ud83d b\\\\ud83d \\ud83d\\ude00 \\ude00\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":4}";
        var notebook = Notebook.Parse(Json);
        Assert.Equal("a\ufffd b\\ud83d 😀 \ufffd", notebook.Cells[0].Source);
        Assert.Equal(Json, notebook.ToJson());
    }

    [Fact]
    public void A_large_notebook_is_read_and_written_fast()
    {
        var picture = new string('A', 1_000_000);
        var cell = $$$"""{"cell_type":"code","execution_count":1,"metadata":{},"source":"1","outputs":[{"output_type":"display_data","metadata":{},"data":{"image/png":"{{{picture}}}"}}]}""";
        var json = $$$"""{"cells":[{{{string.Join(',', Enumerable.Repeat(cell, 50))}}}],"metadata":{},"nbformat":4,"nbformat_minor":4}""";
        var clock = Stopwatch.StartNew();
        var notebook = Notebook.Parse(json);
        notebook.Cells[25].Source = "2";
        Assert.Equal(json.Length, notebook.ToJson().Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"50 MB took {clock.Elapsed}"); // a second; a walk of each level would be minutes
    }

    [Fact]
    public void An_id_finds_its_cell_among_inserted_and_removed_ones()
    {
        var builder = new NotebookBuilder();
        for (var i = 0; i < 6; i++)
            builder.Code($"{i} + 1.0");
        var json = JsonNode.Parse(builder.ToString())!.ToJsonString(new() { WriteIndented = true, IndentSize = 3 }).Replace("\"metadata\": {},", "\"metadata\": { },");
        var notebook = Notebook.Parse(json);
        notebook.Remove(notebook.Cells[1]);
        notebook.InsertCode(3, "new", "new");
        foreach (var cell in notebook.Cells)
            cell.ExecutionCount = 1;
        Assert.Equal(5, notebook.ToJson().Split("\"metadata\": { },").Length - 1);
    }
}
