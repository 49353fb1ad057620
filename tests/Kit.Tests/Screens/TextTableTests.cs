using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.Screens;

public class TextTableTests
{
    static Screen Screen(int width, bool colour = false) => new(TextWriter.Null, live: false, colour, () => width);

    [Fact]
    public void Columns_line_up_and_flexible_ones_wrap()
    {
        var table = new TextTable(new("Claim", Flexible: true), new("Value", Right: true), new("Met"));
        table.Add("the loss of the second task falls faster", "-0.5", "yes");
        table.Add("short", "12.25", "no");

        Assert.Equal(
        [
            "Claim                         Value  Met",
            "────────────────────────────────────────",
            "the loss of the second task    -0.5  yes",
            "falls faster",
            "short                         12.25  no",
        ], table.Lines(Screen(40)));
    }

    [Fact]
    public void Without_titles_there_is_no_header()
    {
        var table = new TextTable(new(""), new(""));
        table.Add("a", "b");
        Assert.Equal(["  a  b"], table.Lines(Screen(80), indent: 2));
    }

    [Fact]
    public void Colours_do_not_disturb_the_columns()
    {
        var screen = Screen(80, colour: true);
        var table = new TextTable(new(""), new(""));
        table.Add(new("met", screen.Good), "x");
        table.Add(new("missed", screen.Bad), "y");
        Assert.Equal(["\u001b[32mmet\u001b[0m     x", "\u001b[31mmissed\u001b[0m  y"], table.Lines(screen));
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new TextTable(new(""), new("")).Add("only one"));
}
