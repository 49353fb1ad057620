using Marginalia.Kit.Documents;

namespace Marginalia.Kit.Tests.Documents;

public class PaperTests
{
    [Theory]
    [InlineData("1711.02257", null, "1711.02257", 2017, "arxiv-1711-02257")]
    [InlineData("https://arxiv.org/abs/1711.02257v3", null, "1711.02257", 2017, "arxiv-1711-02257")]
    [InlineData("arXiv:2301.00001", null, "2301.00001", 2023, "arxiv-2301-00001")]
    [InlineData("https://arxiv.org/pdf/1711.02257.pdf GradNorm: Gradient Normalization", "GradNorm: Gradient Normalization", "1711.02257", 2017, "gradnorm")]
    [InlineData("hep-th/9901001", null, "hep-th/9901001", 1999, "arxiv-hep-th-9901001")]
    [InlineData("Multi-Task Learning as Multi-Objective Optimization, revisited", "Multi-Task Learning as Multi-Objective Optimization, revisited", null, null, "multi-task-learning-as-multi-objective")]
    [InlineData("What & why: α", "What & why: α", null, null, "what-why")]
    public void Words_name_a_paper(string words, string? title, string? arxiv, int? year, string file)
    {
        var paper = Paper.Of(words.Split(' '));
        Assert.Equal((title, arxiv, year, file), (paper.Title, paper.Arxiv, paper.Year, paper.FileName));
        Assert.Equal(paper, Paper.Of([words]));
    }
}
