using Marginalia.Kernel.Documents;
using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests.Running;

public class CellLabelsTests
{
    [Fact]
    public void A_heading_names_the_cell_below_it_and_only_that_one()
    {
        var labels = Labels(new NotebookBuilder().Markdown("# Title\n\ntext\n\n## Training ##\nmore").Code("train();").Code("plot();"));
        Assert.Equal(["Training", "plot();"], labels);
    }

    [Fact]
    public void The_title_is_no_label_for_the_first_cell() => Assert.Equal(["x"], Labels(new NotebookBuilder().Markdown("# Title").Code("x")));

    [Fact]
    public void Without_a_heading_the_first_line_that_says_something_counts()
    {
        var labels = Labels(new NotebookBuilder()
            .Code("#r \"Marginalia\"\nusing System;\n\n//   Two tasks,  very different scales\nvar a = 1;")
            .Code("{\n    var b = 2;\n}")
            .Code("#r \"Marginalia\"")
            .Code(""));
        Assert.Equal(["Two tasks, very different scales", "var b = 2;", "#r \"Marginalia\"", "(empty)"], labels);
    }

    [Fact]
    public void A_hash_in_a_code_block_is_no_heading() => Assert.Equal(["x"], Labels(new NotebookBuilder().Markdown("```\n# comment\n```\n#hashtag").Code("x")));

    [Fact]
    public void Cells_that_do_not_run_have_no_label_and_keep_their_heading_to_themselves() =>
        Assert.Equal(["b"], Labels(new NotebookBuilder().Markdown("# T\n## Skipped").Code("a", "skip-execution").Code("b")));

    [Fact]
    public void Injected_parameters_are_shown_as_given() =>
        Assert.Equal(["parameters", "quick = true; seeds = 5"], Labels(new NotebookBuilder().Parameters().Code("// Parameters\nquick = true;\nseeds = 5;", "injected-parameters")));

    [Fact]
    public void The_title_is_the_first_heading()
    {
        Assert.Equal("Title", CellLabels.Title(Notebook.Parse(new NotebookBuilder().Markdown("text").Markdown("# Title\n## Part").ToString())));
        Assert.Null(CellLabels.Title(Notebook.Parse(new NotebookBuilder().Code("1").ToString())));
    }

    static IReadOnlyList<string> Labels(NotebookBuilder builder)
    {
        var notebook = Notebook.Parse(builder.ToString());
        return CellLabels.Of([.. notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.HasTag("skip-execution"))], notebook);
    }
}
