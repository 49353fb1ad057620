using Marginalia.Kernel.Documents;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Tests.Documents;

public sealed class ConvertCommandTests : IDisposable
{
    readonly Kitchen kit = new();

    public ConvertCommandTests() => kit.Folder.Write("a.ipynb", new NotebookBuilder().Markdown("# A").Executed(1, "1 + 1", NotebookBuilder.ClaimOutput("1")).ToString());

    public void Dispose() => kit.Dispose();

    [Theory]
    [InlineData("a.md", "outputs (1 cell), counters (1 cell), ids (2 cells)")]
    [InlineData("a.cs", "outputs (1 cell), counters (1 cell)")]
    [InlineData("a.dib", "outputs (1 cell), counters (1 cell), ids (2 cells)")]
    public void A_notebook_becomes_another_file_and_one_line_says_what_is_lost(string target, string lost)
    {
        Assert.Equal(0, kit.Run($"convert a.ipynb {target}"));
        Assert.Equal($"{target}: 2 cells\n  it does not hold {lost}\n", kit.Output);
        Assert.Equal(0, kit.Run($"convert {target} back.ipynb"));
        Assert.Equal(["# A", "1 + 1"], Notebook.Load(kit.Folder["back.ipynb"]).Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void A_file_is_replaced_only_by_force()
    {
        kit.Folder.Write("a.md", "mine");
        Assert.Equal("convert: a.md is there already", Assert.Throws<UsageError>(() => kit.Run("convert a.ipynb a.md")).Message);
        Assert.Equal("mine", File.ReadAllText(kit.Folder["a.md"]));
        Assert.Equal(0, kit.Run("convert a.ipynb a.md --force"));
        Assert.NotEqual("mine", File.ReadAllText(kit.Folder["a.md"]));
    }

    [Theory]
    [InlineData("convert a.ipynb b.ipynb", "convert: a.ipynb and b.ipynb have the same format; name another end for the second")]
    [InlineData("convert a.ipynb b.txt", "convert: b.txt: files of type '.txt' are not known; expected .ipynb, .dib, .cs, .md, .csx")]
    [InlineData("convert a.ipynb b.csx", "convert: b.csx: scripts are read, not written; a program, with the end .cs, holds a notebook")]
    [InlineData("convert x.ipynb b.md", "convert: x.ipynb: there is no such file")]
    [InlineData("convert a.ipynb no/b.md", "convert: there is no folder for no/b.md")]
    [InlineData("convert a.ipynb", "convert: required argument missing for command: 'convert'")]
    public void What_cannot_be_done_is_said(string line, string message) => Assert.Equal(message, Assert.Throws<UsageError>(() => kit.Run(line)).Message);

    [Fact]
    public void A_reference_to_a_library_of_this_repository_becomes_its_project_and_a_reference_again()
    {
        kit.Folder.Write("src/Marginalia/Marginalia.csproj", "<Project/>");
        kit.Folder.Write("b.ipynb", new NotebookBuilder().Code("#r \"Marginalia\"\nusing Marginalia.Charts;").ToString());
        Directory.CreateDirectory(kit.Folder["out"]);
        Assert.Equal(0, kit.Run("convert b.ipynb out/b.cs"));
        Assert.Contains("\n#:project ../src/Marginalia/Marginalia.csproj\n", File.ReadAllText(kit.Folder["out/b.cs"]));
        Assert.Equal(0, kit.Run("convert out/b.cs c.ipynb"));
        Assert.Equal(["#r \"Marginalia\"\nusing Marginalia.Charts;"], Notebook.Load(kit.Folder["c.ipynb"]).Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void The_notebook_of_GradNorm_is_a_program_without_a_fault()
    {
        var notebook = Repository.PathTo("notebooks", "balancing", "gradnorm.ipynb");
        kit.Folder.Write("src/Marginalia/Marginalia.csproj", "<Project/>");
        Assert.Equal(0, kit.Run($"convert {notebook} g.cs"));
        Assert.Equal("g.cs: 29 cells\n  it does not hold outputs (10 cells), counters (14 cells)\n", kit.Output); // the compiler sees all its references here
        Assert.Equal(0, kit.Run("convert g.cs g.ipynb"));
        Assert.Equal(Cells(notebook), Cells(kit.Folder["g.ipynb"]));

        static IEnumerable<string> Cells(string path) => Notebook.Load(path).Cells.Select(cell => $"{cell.Id} {cell.Kind} {cell.Metadata.ToJsonString()}\n{cell.Source}");
    }
}
