using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Tests.Documents;

public sealed class LintCommandTests : IDisposable
{
    readonly Kitchen kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void Each_finding_is_a_line_that_says_where_what_and_what_to_do()
    {
        kit.Folder.Write("a.ipynb", new NotebookBuilder().Executed(1, "1").Executed(3, "\"/home/me\"").ToString());
        Assert.Equal(1, kit.Run("lint a.ipynb"));
        Assert.Equal("""
            a.ipynb: cell 2: its counter is 3, not 2: the outputs are not those of one run; run it once with ./kit run --save
            a.ipynb: cell 2: it holds an absolute path: /home/me; use a path relative to the notebook
            1 notebook, 2 things found

            """, kit.Output);
    }

    [Fact]
    public void Without_words_it_checks_all_notebooks_by_the_rules_for_papers()
    {
        kit.Folder.Write("notebooks/balancing/a.ipynb", new NotebookBuilder().Executed(1, "1").ToString());
        kit.Folder.Write("notebooks/balancing/b.ipynb", "{");
        Assert.Equal(1, kit.Run("lint"));
        Assert.Contains("notebooks/balancing/a.ipynb: it has no section '## Verdict'; ", kit.Output);
        Assert.Contains("notebooks/balancing/b.ipynb: notebook: not JSON: line 1, ", kit.Output);
    }

    [Fact]
    public void A_notebook_that_is_not_there_is_a_wrong_question() =>
        Assert.Equal("lint: there is no notebook x.ipynb", Assert.Throws<UsageError>(() => kit.Run("lint x.ipynb")).Message);
}
