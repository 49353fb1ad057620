using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Screens;

public class LineBufferTests
{
    readonly LineBuffer buffer = new();

    [Fact]
    public void Text_in_pieces_makes_whole_lines()
    {
        Assert.Empty(buffer.Append("lo"));
        Assert.Equal(["loss 1", "loss 2"], buffer.Append("ss 1\nloss 2\nlos"));
        Assert.Equal("los", buffer.Pending);
    }

    [Fact]
    public void A_progress_bar_that_erases_itself_leaves_nothing()
    {
        buffer.Append("\rtrain 40% |##  |");
        Assert.Equal("train 40% |##  |", buffer.Pending);
        buffer.Append("\r" + new string(' ', 16) + "\r");
        Assert.Equal("", buffer.Pending);
        Assert.Equal(["done"], buffer.Append("done\n"));
    }

    [Fact]
    public void A_shorter_text_after_a_return_leaves_the_tail_as_terminals_do() => Assert.Equal(["ab345"], buffer.Append("12345\rab\n"));

    [Fact]
    public void Windows_line_ends_are_line_ends() => Assert.Equal(["a", "b"], buffer.Append("a\r\nb\r\n"));

    [Fact]
    public void A_backspace_goes_one_back() => Assert.Equal(["ac"], buffer.Append("ab\bc\n"));

    [Fact]
    public void Clear_forgets_the_unfinished_line()
    {
        buffer.Append("half");
        buffer.Clear();
        Assert.Equal(["new"], buffer.Append("new\n"));
    }
}
