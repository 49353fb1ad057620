using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Running;

namespace Marginalia.Kernel.Tests.Running;

public class TerminalStreamTests
{
    [Theory]
    [InlineData("plain\n", "plain\n")]
    [InlineData("a\rb\n", "b\n")]
    [InlineData("long line\rshort\n", "shortline\n")]
    [InlineData("10%\r20%\r100%", "100%")]
    [InlineData("name  40% |####|\r                \r", "")]
    [InlineData("name\r    \rdone\n", "done\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("kept blanks   \n", "kept blanks   \n")]
    [InlineData("abc\r\u001b[K", "")]
    [InlineData("abc\u001b[2K\rx", "x")]
    [InlineData("abcdef\b\b\u001b[K\n", "abcd\n")]
    [InlineData("\u001b[31mred\u001b[0m\n", "\u001b[31mred\u001b[0m\n")]
    [InlineData("a\u001b[?25lb\u001b[1Ac", "abc")]
    [InlineData("one\ntwo\rTWO\nthree", "one\nTWO\nthree")]
    public void Holds_what_a_terminal_would_show(string written, string shown)
    {
        Assert.Equal(shown, Shown([written]));
        Assert.Equal(shown, Shown([.. written.Select(c => c.ToString())]));
    }

    [Fact]
    public void A_line_without_end_is_kept_whole()
    {
        var line = string.Concat(Enumerable.Range(0, 100_000).Select(i => i.ToString()));
        Assert.Equal(line, Shown([line]));
    }

    static string Shown(string[] pieces)
    {
        var outputs = new CellOutputs(1);
        foreach (var piece in pieces)
            outputs.AddText("stdout", piece);
        return string.Concat(outputs.ToList().Cast<StreamOutput>().Select(output => output.Text));
    }

    [Fact]
    public void A_progress_line_that_was_erased_leaves_nothing_although_other_output_came_between()
    {
        var outputs = new CellOutputs(1);
        outputs.AddText("stderr", "\rfit  10%");
        outputs.AddText("stdout", "epoch 1\n");
        outputs.AddText("stderr", "\rfit  60%");
        var index = outputs.Add(new DisplayOutput(Marginalia.Kernel.Formatting.MimeBundle.Of("text/plain", "x")));
        outputs.AddText("stderr", "\rfit 100%");
        outputs.AddText("stdout", "epoch 2\n");
        outputs.AddText("stderr", "\r        \r");
        var shown = outputs.ToList();
        Assert.Equal(2, index - 1);
        Assert.Equal(3, shown.Count);
        Assert.Equal(new StreamOutput("stdout", "epoch 1\n"), shown[0]);
        Assert.IsType<DisplayOutput>(shown[1]);
        Assert.Equal(new StreamOutput("stdout", "epoch 2\n"), shown[2]);
    }

    [Fact]
    public void A_line_that_was_not_rewritten_stays_where_it_was_begun()
    {
        var outputs = new CellOutputs(1);
        outputs.AddText("stdout", "before ");
        outputs.Add(new DisplayOutput(Marginalia.Kernel.Formatting.MimeBundle.Of("text/plain", "x")));
        outputs.AddText("stdout", "after\n");
        Assert.Equal(["before ", "after\n"], outputs.ToList().OfType<StreamOutput>().Select(output => output.Text));
    }
}
